import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { folderOf, Installation, type Outcome } from './installation.ts';

const native = 'onnxruntime-node';
const wasm = 'onnxruntime-web';
const platform = join('bin', 'napi-v6', process.platform, process.arch);
const binding = join(platform, 'onnxruntime_binding.node');
const library = join(
  platform,
  readdirSync(join(folderOf(native), platform)).find((name) => name.startsWith('libonnx')) ?? '',
);
const wasmProgram = join('dist', 'ort-wasm-simd-threaded.wasm');
const wasmFiles = ['ort.node.min.mjs', 'ort.node.min.js', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];

const none: Outcome = { warnings: [] };
const installations: Installation[] = [];

function install(...parameters: ConstructorParameters<typeof Installation>): Installation {
  const installation = new Installation(...parameters);
  installations.push(installation);
  return installation;
}

function withNative(): Installation {
  return install().link(wasm).copy(native, ['dist', platform]);
}

function withoutNative(...tensorflow: ConstructorParameters<typeof Installation>): Installation {
  return install(...tensorflow).copy(
    wasm,
    wasmFiles.map((file) => join('dist', file)),
  );
}

afterEach(() => {
  for (const installation of installations.splice(0)) installation.remove();
});

const half = (file: string): number => Math.floor(statSync(join(folderOf(native), file)).size / 2);

// How a system takes a damaged library is its own affair; this is what Linux does.
describe.skipIf(process.platform !== 'linux')('the native engine', () => {
  it.each<[string, (installation: Installation) => unknown, RegExp]>([
    [
      'whose library was cut short',
      (it) => it.cut(native, library, half(library)),
      /libonnx\S+ is damaged.*SIG(BUS|SEGV)/,
    ],
    ['whose library lost a part', (it) => it.blank(native, library, half(library), 2 ** 22), /libonnx\S+ is damaged/],
    ['whose binding was cut short', (it) => it.cut(native, binding, half(binding)), /binding.node is damaged/],
    [
      'whose binding is text',
      (it) => it.write(native, binding, 'Not found'),
      /binding.node is damaged.*(ELF|too short)/,
    ],
    ['that throws', (it) => it.write(native, 'dist/index.js', 'throw new Error("boom")'), /does not load: boom/],
    ['that cannot be parsed', (it) => it.write(native, 'dist/index.js', 'not a program'), /does not load: /],
  ])('%s gives way with one warning, or is an error if asked for', async (_, damage, why) => {
    const installation = withNative();
    damage(installation);
    const [first, second, asked] = await installation.run({}, {}, { engine: 'native' });
    expect(first).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [expect.stringMatching(why)] });
    expect(second).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [] });
    expect(first?.warnings[0]).toMatch(
      /^compile: the engine native is not available: .*\. Functions run by the engine wasm instead\.$/,
    );
    expect(asked).toEqual({ error: expect.stringMatching(why), warnings: [] });
    expect(asked?.error).toMatch(/^CompileError: compile: the engine native is not available: /);
  });

  it('that is not installed is an error only where it is asked for by name', async () => {
    const [auto, asked] = await install().link(wasm).run({}, { engine: 'native' });
    expect(auto).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [] });
    expect(asked?.error).toBe(
      'CompileError: compile: the engine native takes the package onnxruntime-node, which is not installed: ' +
        'npm install onnxruntime-node@1.30.0, on Linux with ONNXRUNTIME_NODE_INSTALL=skip in the environment ' +
        'where its install script cannot download CUDA.',
    );
  });

  it('is used when it is another version that runs the graphs', async () => {
    const installation = withNative();
    // Bytes after the end of a library change nothing but its checksum.
    installation.append(native, library, 'built by somebody else');
    expect(await installation.run({})).toEqual([{ engine: 'native', numbers: [2, 4], warnings: [] }]);
  });

  it('is not used when its version is too old', async () => {
    // What onnxruntime-node 1.11 does and says.
    const says =
      'ONNX Runtime only *guarantees* support for models stamped with official released onnx opset versions. Opset 17 is under development';
    const create = `async () => { throw new Error(${JSON.stringify(says)}); }`;
    const installation = install()
      .link(wasm)
      .copy(native, [])
      .write(
        native,
        'dist/index.js',
        `exports.InferenceSession = { create: ${create} }; exports.Tensor = class {}; exports.env = { versions: { common: '1.11.0' } };`,
      );
    const [{ engine, warnings } = none] = await installation.run({});
    expect(engine).toBe('wasm');
    expect(warnings).toEqual([expect.stringContaining('Opset 17 is under development')]);
  });
});

describe('the engine wasm', () => {
  it.each<[string, (installation: Installation) => unknown, RegExp]>([
    ['whose program was cut short', (it) => it.cut(wasm, wasmProgram, 2 ** 20), /\.wasm is damaged or missing/],
    [
      'whose program lost a part',
      (it) => it.blank(wasm, wasmProgram, 2 ** 22, 2 ** 20),
      /\.wasm is damaged or missing/,
    ],
    ['that throws', (it) => it.write(wasm, 'dist/ort.node.min.mjs', 'throw new Error("boom")'), /does not load: boom/],
    [
      'whose glue throws',
      (it) => it.write(wasm, 'dist/ort-wasm-simd-threaded.mjs', 'throw new Error("boom")'),
      /does not start: .*boom/,
    ],
  ])('%s leaves functions to run op by op, or is an error if asked for', async (_, damage, why) => {
    const installation = withoutNative();
    damage(installation);
    // Threads that were started for nothing would keep the process from ending.
    const options = [{ threads: 2 }, { engine: 'wasm', threads: 2 }, { engine: 'wasm', isSimple: true }];
    const [first, asked, simple] = await installation.run(...options);
    expect(first).toMatchObject({ engine: 'eager', numbers: [2, 4] });
    expect(first?.warnings).toEqual([expect.stringMatching(why)]);
    expect(first?.warnings[0]).toMatch(/Functions run op by op on TensorFlow\.js' wasm backend instead\.$/);
    expect(asked).toEqual({ error: expect.stringMatching(why), warnings: [] });
    expect(asked?.error).toMatch(/^CompileError: compile: the engine wasm is not available: /);
    expect(simple).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [] });
  });
});

describe('an installation without ONNX Runtime', () => {
  const missing = 'takes the package onnxruntime-web, which is not installed: npm install onnxruntime-web@1.30.0.';

  it('runs on wasm on one thread, and names the package that an operator needs', async () => {
    const options = [{ isSimple: true }, { isSimple: true, threads: 4 }, { engine: 'wasm' }, {}, { threads: 4 }];
    const [simple, threaded, asked, auto, autoThreaded] = await install().run(...options);
    expect(simple).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [] });
    const ofThreads = `compile: 4 threads on the engine wasm ${missing} One thread runs functions instead.`;
    expect(threaded).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [ofThreads] });
    expect(asked).toEqual({
      error: `CompileError: compile: the operator TopK on the engine wasm ${missing}`,
      warnings: [],
    });
    expect(auto).toEqual({
      engine: 'eager',
      numbers: [2, 4],
      warnings: [
        `compile: the operator TopK on the engine wasm ${missing} Functions run op by op on TensorFlow.js' wasm backend instead.`,
      ],
    });
    expect(autoThreaded).toMatchObject({ engine: 'eager', numbers: [2, 4] });
  });
});

describe('an installation without the native engine', () => {
  it('says once how to add it, when a call is large enough to gain', async () => {
    const calls = [
      { isSimple: true },
      { isWide: true },
      { isWide: true, threads: 2 },
      { engine: 'wasm', isWide: true },
    ];
    const [simple, wide, again, asked] = await install().run(...calls);
    const advice =
      /^compile: with the package onnxruntime-node a call would take an estimated [\d.]+ ms instead of [\d.]+ ms; add it by ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node@\d+\.\d+\.\d+ \(.*\)\.$/;
    expect(wide).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [expect.stringMatching(advice)] });
    for (const other of [simple, again, asked])
      expect(other).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [] });
  });

  it('says nothing where it is installed, and uses it for large calls only', async () => {
    const [simple, wide] = await install().link(native).run({ isSimple: true }, { isWide: true });
    expect(simple).toEqual({ engine: 'wasm', numbers: [2, 4], warnings: [] });
    expect(wide).toEqual({ engine: 'native', numbers: [2, 4], warnings: [] });
  });
});

describe('TensorFlow.js op by op', () => {
  it('runs on the cpu backend where nothing else is installed, and says that it is slow', async () => {
    const installation = withoutNative(['tfjs-core', 'tfjs-backend-cpu']).cut(wasm, wasmProgram, 0);
    const [{ engine, numbers, warnings } = none] = await installation.run({});
    expect({ engine, numbers }).toEqual({ engine: 'eager', numbers: [2, 4] });
    expect(warnings).toEqual([
      expect.stringContaining('cpu backend, plain JavaScript, far slower than a compiled graph'),
      expect.stringMatching(
        /the engine wasm is not available: .* Functions run op by op on TensorFlow\.js' cpu backend instead\./,
      ),
    ]);
  });
});
