import type { Hash } from 'node:crypto';

import { type Dataset, type DataSource, type Labels, labelsOf, sizeOf, type Split } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { bytesOf, ScratchFile } from './scratch-file.ts';

/** What an example is. */
export type ExampleSpecs = Pick<Dataset, 'inputs' | 'tasks'>;

/** Numbers of 4 bytes that stand together in a record. */
interface Field {
  readonly name: string;
  readonly offset: number;
  readonly width: number;
  readonly integers: boolean;
}

const wordBytes = Int32Array.BYTES_PER_ELEMENT;

/** Encoded examples in a file, each a record of the same length: those that are wanted are read, in any order. */
export class RecordFile {
  readonly #inputs: readonly Field[];
  readonly #labels: readonly Field[];
  readonly #masks: number;
  readonly #words: number;
  readonly #file: ScratchFile;
  readonly #hash: Hash;

  /**
   * @param owner - Whose examples they are, for error messages.
   * @param specs - What an example is.
   * @param folder - The folder of the file; that for temporary files when left out.
   */
  constructor(owner: string, { inputs, tasks }: ExampleSpecs, folder: string | undefined) {
    let offset = 0;
    const field = (name: string, width: number, dtype: string): Field => {
      const start = offset;
      offset += width;
      return { name, offset: start, width, integers: dtype === 'int32' };
    };
    this.#inputs = Object.entries(inputs).map(([name, spec]) => field(name, sizeOf(spec), spec.dtype));
    this.#labels = tasks.map(({ name, kind: { labels } }) => field(name, sizeOf(labels), labels.dtype));
    this.#masks = offset;
    this.#words = offset + tasks.length;
    this.#file = new ScratchFile(owner, folder);
    this.#hash = nodeProcess(owner).getBuiltinModule('node:crypto').createHash('sha256');
  }

  /**
   * Writes rows that stand together.
   *
   * @param from - The first.
   * @param count - How many.
   * @param parts - Examples, and which row each is, counted from the first; rows that are not among them are never read.
   */
  write(from: number, count: number, parts: readonly { readonly split: Split; readonly rows: Uint32Array }[]): void {
    const words = new Int32Array(count * this.#words);
    const floats = new Float32Array(words.buffer);
    for (const { split, rows } of parts) {
      for (const field of this.#inputs) this.#put({ words, floats }, field, rows, split.inputs[field.name]);
      this.#labels.forEach((field, task) => {
        const labels = labelsOf(split, field.name);
        this.#put({ words, floats }, field, rows, labels?.values);
        rows.forEach((row, index) => {
          words[row * this.#words + this.#masks + task] = labels ? (labels.mask?.[index] ?? 1) : 0;
        });
      });
    }
    const bytes = bytesOf(words);
    this.#hash.update(bytes);
    this.#file.write(bytes, from * this.#words * wordBytes);
  }

  /**
   * Examples that are fetched from the file. Their digest is that of all records, in the order that they were written in, and of their rows.
   *
   * @param rows - The row of each.
   * @param masked - The tasks that some of them have no label for.
   */
  source(rows: Uint32Array, masked: ReadonlySet<string>): DataSource {
    return {
      size: rows.length,
      digest: this.#hash.copy().update(bytesOf(rows)).digest('hex'),
      gather: (indices) =>
        new Promise((done) => {
          done(
            this.read(
              indices.map((index) => rows[index] ?? 0),
              masked,
            ),
          );
        }),
    };
  }

  /**
   * Reads examples.
   *
   * @param rows - The row of each.
   * @param masked - The tasks that get a mask.
   * @throws {@link @equipoise/core!DataError} when the file was closed.
   */
  read(rows: Uint32Array, masked: ReadonlySet<string>): Split {
    const words = new Int32Array(rows.length * this.#words);
    const bytes = bytesOf(words);
    const length = this.#words * wordBytes;
    rows.forEach((row, index) => {
      this.#file.read(bytes.subarray(index * length, (index + 1) * length), row * length);
    });
    const inputs = this.#inputs.map((field) => [field.name, this.#take(words, field)] as const);
    const labels = this.#labels.map((field, task): [string, Labels] => {
      const values = this.#take(words, field);
      if (!masked.has(field.name)) return [field.name, { values }];
      const mask = Uint8Array.from(rows, (_, index) => words[index * this.#words + this.#masks + task] ?? 0);
      return [field.name, { values, mask }];
    });
    return { size: rows.length, inputs: Object.fromEntries(inputs), labels: Object.fromEntries(labels) };
  }

  /** Removes the file. */
  close(): void {
    this.#file.close();
  }

  #put(
    { words, floats }: { readonly words: Int32Array; readonly floats: Float32Array },
    { offset, width, integers }: Field,
    rows: Uint32Array,
    values: ArrayLike<number> | undefined,
  ): void {
    if (!values) return;
    const target = integers ? words : floats;
    rows.forEach((row, index) => {
      const start = row * this.#words + offset;
      for (let at = 0; at < width; at += 1) target[start + at] = values[index * width + at] ?? 0;
    });
  }

  #take(words: Int32Array, { offset, width, integers }: Field): Float32Array | Int32Array {
    const count = words.length / this.#words;
    const from = integers ? words : new Float32Array(words.buffer);
    const values = new (integers ? Int32Array : Float32Array)(count * width);
    for (let index = 0; index < count; index += 1) {
      const start = index * this.#words + offset;
      for (let at = 0; at < width; at += 1) values[index * width + at] = from[start + at] ?? 0;
    }
    return values;
  }
}
