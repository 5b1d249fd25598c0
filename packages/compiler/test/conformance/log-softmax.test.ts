import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { compare } from './compare.ts';
import { type Computation, floats } from './conformance-case.ts';

async function nodesOf(compute: (x: Tensor) => Tensor): Promise<number> {
  const fn = compile(compute, { engine: 'native' });
  await fn.onHost({ data: new Float32Array(12), shape: [3, 4] });
  const [nodes = 0] = fn.nodeCounts;
  await fn.dispose();
  return nodes;
}

const shifted = (x: Tensor, by: Tensor): Tensor => tf.sub(x, by);
const normalizer = (x: Tensor, axis = 1): Tensor => tf.log(tf.sum(tf.exp(x), axis, true));

/** As logSoftmax, but for one thing. */
const others: Readonly<Record<string, Computation>> = {
  'over another axis': (x) => shifted(shifted(x, tf.max(x, 0, true)), normalizer(shifted(x, tf.max(x, 0, true)), 0)),
  'with the least for the largest': (x) =>
    shifted(shifted(x, tf.min(x, 1, true)), normalizer(shifted(x, tf.min(x, 1, true)))),
  'of two values': (x) => shifted(shifted(x, tf.max(x, 1, true)), normalizer(tf.square(x))),
  'without the largest': (x) => shifted(x, normalizer(x)),
  'shifted twice': (x) => shifted(x, tf.add(tf.max(tf.square(x), 1, true), normalizer(x))),
};

describe('the logarithm of a softmax', () => {
  it('is one node, however TensorFlow.js composes it', async () => {
    expect(await nodesOf((x) => tf.logSoftmax(x))).toBe(1);
    expect(await nodesOf((x) => tf.sub(x, tf.logSumExp(x, 1, true)))).toBe(1);
  });

  it.each(Object.entries(others))('is not taken for what is like it: %s', async (_, compute) => {
    await compare({ name: '', inputs: [floats([3, 4], [-3, 3])], compute });
  });
});
