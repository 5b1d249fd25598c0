import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, exactly, floats, type Input, ints } from '../conformance-case.ts';

const logits = floats([6, 4], [-3, 3]);
const targets = floats([6, 4], [-3, 3], 1);
const classes = ints([6], 4);
const marks: Input = { ...ints([6, 4], 2, 2), dtype: 'float32' };
const sure: Input = { ...exactly([1e4, -1e4, 0, -1e4, 1e4, 3]), shape: [2, 3] };

function oneHot(labels: Tensor, depth: number): Tensor {
  return tf.cast(tf.oneHot(labels, depth), 'float32');
}

/** Losses as people write them, down to a scalar. */
export const losses: readonly Case[] = [
  {
    name: 'softmax cross-entropy',
    inputs: [logits, classes],
    compute: (x, labels) => tf.losses.softmaxCrossEntropy(oneHot(labels, 4), x),
  },
  {
    name: 'softmax cross-entropy of each example, by logSoftmax',
    inputs: [logits, classes],
    compute: (x, labels) => tf.neg(tf.sum(tf.mul(oneHot(labels, 4), tf.logSoftmax(x)), 1)),
  },
  {
    name: 'softmax cross-entropy of sure logits',
    inputs: [sure, exactly([1, 2], 'int32')],
    compute: (x, labels) => tf.losses.softmaxCrossEntropy(oneHot(labels, 3), x),
  },
  {
    name: 'sigmoid cross-entropy',
    inputs: [logits, marks],
    compute: (x, labels) => tf.losses.sigmoidCrossEntropy(labels, x),
    gradientsOf: [0],
  },
  {
    name: 'sigmoid cross-entropy, by softplus',
    inputs: [logits, marks],
    compute: (x, labels) => tf.mean(tf.sub(tf.softplus(x), tf.mul(x, labels)), 1),
  },
  {
    name: 'sigmoid cross-entropy of sure logits',
    inputs: [sure],
    compute: (x) => tf.mean(tf.sub(tf.softplus(x), tf.mul(x, 0.5)), 1),
  },
  { name: 'mean squared error', inputs: [logits, targets], compute: (x, y) => tf.losses.meanSquaredError(y, x) },
  { name: 'absolute difference', inputs: [logits, targets], compute: (x, y) => tf.losses.absoluteDifference(y, x) },
  {
    name: 'absolute difference, by relu',
    inputs: [logits, targets],
    compute: (x, y) => tf.mean(tf.add(tf.relu(tf.sub(x, y)), tf.relu(tf.sub(y, x))), 1),
  },
  { name: 'Huber', inputs: [logits, targets], compute: (x, y) => tf.losses.huberLoss(y, x) },
  {
    name: 'Huber, by clipping',
    inputs: [logits, targets],
    compute: (x, y) => {
      const error = tf.sub(x, y);
      const clipped = tf.clipByValue(error, -1, 1);
      return tf.mean(tf.mul(clipped, tf.sub(error, tf.mul(clipped, 0.5))), 1);
    },
  },
  {
    name: 'log loss',
    inputs: [floats([6, 4], [0.05, 0.95]), marks],
    compute: (x, y) => tf.losses.logLoss(y, x),
    gradientsOf: [0],
  },
  { name: 'hinge', inputs: [logits, marks], compute: (x, y) => tf.losses.hingeLoss(y, x), gradientsOf: [0] },
  { name: 'cosine distance', inputs: [logits, targets], compute: (x, y) => tf.losses.cosineDistance(y, x, 1) },
  {
    name: 'a weighted mean over what is present',
    inputs: [floats([6]), exactly([1, 0, 1, 1, 0, 0])],
    compute: (perExample, present) => tf.div(tf.sum(tf.mul(present, perExample)), tf.maximum(tf.sum(present), 1)),
    gradientsOf: [0],
  },
  {
    name: 'a mean with nothing present',
    inputs: [floats([3]), exactly([0, 0, 0])],
    compute: (perExample, present) => tf.div(tf.sum(tf.mul(present, perExample)), tf.maximum(tf.sum(present), 1)),
    gradientsOf: [0],
  },
  {
    name: 'an embedding, pooled, to a loss',
    inputs: [floats([9, 4]), ints([3, 5], 9), floats([4, 2])],
    compute: (table, words, weights) => {
      const present = tf.cast(tf.greater(words, 0), 'float32');
      const vectors = tf.mul(tf.gather(table, words), tf.expandDims(present, -1));
      const pooled = tf.div(
        tf.sum(vectors, 1),
        tf.maximum(tf.sum(present, 1, true), tf.onesLike(tf.sum(present, 1, true))),
      );
      return tf.logSoftmax(tf.matMul(pooled as tf.Tensor2D, weights as tf.Tensor2D));
    },
  },
  {
    name: 'a norm of gradients',
    inputs: [floats([4, 3]), floats([3, 2])],
    compute: (x, w) => {
      const gradient = tf.grad((weights: Tensor) =>
        tf.mean(tf.square(tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D))),
      )(w);
      return tf.sum(tf.square(gradient));
    },
    gradientsOf: [],
  },
  {
    name: 'layer normalisation',
    inputs: [floats([4, 5]), floats([5]), floats([5], [0, 1])],
    compute: (x, scale, offset) => {
      const { mean, variance } = tf.moments(x, -1, true);
      return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3))), scale), offset);
    },
  },
  {
    name: 'batch normalisation by moments',
    inputs: [floats([4, 3, 3, 2]), floats([2]), floats([2], [0.5, 1])],
    compute: (x, offset, scale) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.batchNorm(x, mean, variance, offset, scale);
    },
  },
];
