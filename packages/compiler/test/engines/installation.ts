import { execFile } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const compiler = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);

/** What came of one call of a compiled function that doubles 1 and 2, with operators that take ONNX Runtime. */
export interface Outcome {
  readonly engine?: string;
  readonly numbers?: number[];
  readonly error?: string;
  readonly warnings: string[];
}

const program = `
import { compile } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

const warnings = [];
process.on('warning', ({ message }) => warnings.push(message));
const outcomes = [];
for (const { isSimple, isWide, ...options } of JSON.parse(process.argv[2])) {
  const rest = (x) => tf.gather(tf.topk(tf.tile(x, [150]), 300).values, [299, 0]);
  const wide = (x) => tf.tile(tf.reshape(tf.sum(x), [1, 1]), [512, 512]); // Of 3, so that a product is 512 × 9.
  const one = (x) => tf.div(tf.max(tf.matMul(wide(x), wide(x))), 512 * 9);
  const double = compile((x) => (isWide ? tf.add(x, tf.mul(x, one(x))) : isSimple ? tf.mul(x, 2) : tf.add(x, rest(x))), options);
  const outcome = { warnings: [] };
  try {
    const { data } = await double.onHost({ data: Float32Array.of(1, 2), shape: [2] });
    Object.assign(outcome, { engine: double.engine, numbers: [...data] });
  } catch ({ name, message }) {
    outcome.error = name + ': ' + message;
  }
  await new Promise((resolve) => setImmediate(resolve));
  outcome.warnings = warnings.splice(0);
  outcomes.push(outcome);
}
console.log(JSON.stringify(outcomes));
`;

/** A folder in which this package, as built, is installed with packages that may be damaged. */
export class Installation {
  readonly #root = realpathSync(mkdtempSync(join(tmpdir(), 'equipoise-installation-')));

  /** @param tensorflow - The packages of TensorFlow.js that are installed. */
  constructor(tensorflow: readonly string[] = ['tfjs-core', 'tfjs-backend-cpu', 'tfjs-backend-wasm']) {
    const isProgram = (file: string): boolean => !/\.(map|d\.ts|tsbuildinfo)$/.test(file);
    cpSync(join(compiler, 'dist'), this.path('@equipoise/compiler', 'dist'), { recursive: true, filter: isProgram });
    cpSync(join(compiler, 'package.json'), this.path('@equipoise/compiler', 'package.json'));
    for (const name of tensorflow) this.link(`@tensorflow/${name}`);
    for (const name of ['onnxruntime-common', 'fastest-levenshtein']) this.link(name);
    writeFileSync(join(this.#root, 'program.mjs'), program);
  }

  /** Where a file of a package is. */
  path(name: string, ...parts: string[]): string {
    return join(this.#root, 'node_modules', name, ...parts);
  }

  /** Installs a package as it is. */
  link(name: string): this {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    symlinkSync(folderOf(name), this.path(name), 'junction');
    return this;
  }

  /** Installs these files of a package. */
  copy(name: string, files: readonly string[]): this {
    for (const file of ['package.json', ...files]) {
      cpSync(join(folderOf(name), file), this.path(name, file), { recursive: true });
    }
    return this;
  }

  /** Writes a file of a package anew. */
  write(name: string, file: string, text: string): this {
    mkdirSync(dirname(this.path(name, file)), { recursive: true });
    writeFileSync(this.path(name, file), text);
    return this;
  }

  /** Adds to a file of a package. */
  append(name: string, file: string, text: string): this {
    appendFileSync(this.path(name, file), text);
    return this;
  }

  /** Cuts a file of a package. */
  cut(name: string, file: string, length: number): this {
    truncateSync(this.path(name, file), length);
    return this;
  }

  /** Overwrites a part of a file of a package with zeros. */
  blank(name: string, file: string, from: number, length: number): this {
    const open = openSync(this.path(name, file), 'r+');
    writeSync(open, new Uint8Array(length), 0, length, from);
    closeSync(open);
    return this;
  }

  /**
   * Calls a function compiled with each of these options in one process, which must end by itself, and well; with `isSimple`
   * it is one that does not take ONNX Runtime, with `isWide` one that does so much work that it gains by the native engine.
   */
  async run(...options: readonly object[]): Promise<Outcome[]> {
    const args = ['program.mjs', JSON.stringify(options)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: this.#root, timeout: 300_000 });
    return JSON.parse(stdout) as Outcome[];
  }

  /** Removes it all. */
  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** Where a package is that this one uses. */
export function folderOf(name: string): string {
  const main = require.resolve(name);
  return main.slice(0, main.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
}
