import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compare } from './compare.ts';
import { type Case, floats, ints } from './conformance-case.ts';

const images = floats([2, 4, 4, 6]);
const scale = floats([6], [0.5, 1.5], 1);
const offset = floats([6], [-1, 1], 2);

/** Each image's channels, in three groups, with mean 0 and variance 1. */
function groupNorm(x: Tensor, slope: Tensor, shift: Tensor): Tensor {
  const groups = tf.reshape(x, [2, 4, 4, 3, 2]);
  const { mean, variance } = tf.moments(groups, [1, 2, 4], true);
  const normal = tf.div(tf.sub(groups, mean), tf.sqrt(tf.add(variance, 1e-3)));
  return tf.add(tf.mul(tf.reshape(normal, x.shape), slope), shift);
}

/** Tensors made so short that all of them together are no longer than 1. */
function clipped(...xs: Tensor[]): Tensor[] {
  const norm = tf.sqrt(tf.addN(xs.map((x) => tf.sum(tf.square(x)))));
  return xs.map((x) => tf.mul(x, tf.minimum(tf.reciprocal(norm), 1)));
}

/** Queries, keys and values; a place sees itself and what is before it. */
function attention(q: Tensor, k: Tensor, v: Tensor): Tensor {
  const later = tf.sub(1, tf.linalg.bandPart(tf.ones([5, 5]), -1, 0));
  const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), 0.5), tf.mul(later, -1e9));
  return tf.matMul(tf.softmax(scores), v);
}

const composites: readonly Case[] = [
  { name: 'group normalisation', inputs: [images, scale, offset], compute: groupNorm },
  { name: 'clipping by the length of all', inputs: [floats([3, 4]), floats([5], [-1, 1])], compute: clipped },
  {
    name: 'causal attention',
    inputs: [0, 1, 2].map((seed) => floats([2, 3, 5, 4], [-1, 1], seed)),
    compute: attention,
  },
  {
    name: 'the sum of rows that are looked up, some of them twice',
    inputs: [floats([7, 3]), ints([4, 5], 7)],
    compute: (table, ids) => tf.sum(tf.gather(table, ids), 1),
  },
  {
    name: 'the mean of what is present',
    inputs: [floats([4, 5]), ints([4, 5], 3)],
    compute: (x, marks) => {
      const present = tf.cast(tf.notEqual(marks, tf.scalar(0, 'int32')), 'float32');
      return tf.div(tf.sum(tf.mul(x, present), 1), tf.maximum(tf.sum(present, 1), 1));
    },
  },
  {
    name: 'cosines of all pairs',
    inputs: [floats([4, 6])],
    compute: (x) => {
      const unit = tf.div(x, tf.sqrt(tf.sum(tf.square(x), 1, true)));
      return tf.matMul(unit, unit, false, true);
    },
  },
];

describe('a composition of ops', () => {
  it.each(composites)('is what TensorFlow.js computes: $name', async (example) => {
    expect((await compare(example)).size).toBeGreaterThan(0);
    await compare(example, 'wasm');
  });
});
