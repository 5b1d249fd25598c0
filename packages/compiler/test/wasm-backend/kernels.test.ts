import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cases } from '../conformance/cases/all.ts';
import { compare } from '../conformance/compare.ts';

const warnings: string[] = [];
const listen = (warning: Error): void => void warnings.push(warning.message);

beforeAll(async () => {
  await tf.setBackend('cpu');
  process.on('warning', listen);
});

afterAll(() => {
  process.off('warning', listen);
});

// Values and gradients, to `usual`: 1e-5 of the number and 1e-6.
describe.each(Object.keys(cases))("%s on TensorFlow.js' WebAssembly backend", (kernel) => {
  it.each(cases[kernel] ?? [])('computes what the cpu backend computes: $name', async (example) => {
    const { numTensors, numBytes } = tf.memory();
    await compare(example, 'eager');
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });
});

describe("TensorFlow.js' WebAssembly backend", () => {
  it('has a kernel for each of them', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });
});
