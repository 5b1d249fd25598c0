import { describe, expect, it } from 'vitest';

import { translatedKernels } from '../../src/index.ts';
import { cases } from './cases/all.ts';
import { compare } from './compare.ts';

describe('the conformance cases', () => {
  it('cover every translated kernel, and no other', () => {
    expect(Object.keys(cases).sort()).toEqual(translatedKernels());
  });
});

describe.each(translatedKernels())('%s', (kernel) => {
  it.each(cases[kernel] ?? [])('computes what TensorFlow.js computes: $name', async (example) => {
    expect(await compare(example)).toContain(kernel);
  });

  it.each(cases[kernel] ?? [])('computes it in WebAssembly: $name', async (example) => {
    await compare(example, 'wasm');
  });
});
