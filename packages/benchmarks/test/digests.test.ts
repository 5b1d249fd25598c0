import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const check = join(root, 'tools', 'write-digests.mjs');

/** Flags of V8 under which it computes with the instructions of older CPUs, or with its other compiler. */
const machines: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['this one', []],
  ['a CPU without AVX and FMA', ['--no-enable-avx', '--no-enable-avx2', '--no-enable-fma3']],
  ['an unoptimized WebAssembly', ['--liftoff-only']],
];

it.each(machines)('50 steps on the engine wasm give the committed bits: %s', async (_, flags) => {
  const { stderr } = await promisify(execFile)(process.execPath, [...flags, check, '--check']);
  expect(stderr).not.toContain('results/digests.json has');
});
