import { describe, expect, it } from 'vitest';

import { translatedKernels } from '../../src/index.ts';
import { binary } from './cases/binary.ts';
import { convolution } from './cases/convolution.ts';
import { indexing } from './cases/indexing.ts';
import { matmul } from './cases/matmul.ts';
import { normalization } from './cases/normalization.ts';
import { pooling } from './cases/pooling.ts';
import { reductions } from './cases/reductions.ts';
import { reshaping } from './cases/reshaping.ts';
import { resizing } from './cases/resizing.ts';
import { unary } from './cases/unary.ts';
import { volumes } from './cases/volumes.ts';
import { compare } from './compare.ts';
import type { Cases } from './conformance-case.ts';

const cases: Cases = {
  ...binary,
  ...convolution,
  ...indexing,
  ...matmul,
  ...normalization,
  ...pooling,
  ...reductions,
  ...reshaping,
  ...resizing,
  ...unary,
  ...volumes,
};

describe('the conformance cases', () => {
  it('are of every kernel that is translated, and of no other', () => {
    expect(Object.keys(cases).sort()).toEqual(translatedKernels());
  });
});

describe.each(translatedKernels())('%s', (kernel) => {
  it.each(cases[kernel] ?? [])('computes what TensorFlow.js computes: $name', async (example) => {
    expect(await compare(example)).toContain(kernel);
  });

  it.each(cases[kernel]?.slice(0, 1) ?? [])('computes it in WebAssembly: $name', async (example) => {
    await compare(example, 'wasm');
  });
});
