import '@tensorflow/tfjs-backend-wasm';

import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { engines } from '../support/engines.ts';

const nine = { data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), shape: [1, 3, 3, 1] };

// What TensorFlow.js, or an earlier version of the compiler, got wrong without a word; worked out by hand.
describe.each(engines)('on the engine %s (%s backend)', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  async function compute(fn: (x: Tensor) => Tensor, data: readonly number[], shape = [data.length]): Promise<number[]> {
    const compiled = compile(fn, { engine });
    const result = await compiled.onHost({ data: Float32Array.from(data), shape });
    await compiled.dispose();
    return Array.from(result.data);
  }

  it.each([
    ['reflect', [1, 3, 1]],
    ['symmetric', [2, 1, 2]],
  ] as const)('the gradient of a sum of mirrorPad counts each copy: %s', async (mode, counts) => {
    const slope = tf.grad((v: Tensor) => tf.sum(tf.mirrorPad(v, [[1, 1]], mode)));
    expect(await compute(slope, [1, 2, 3])).toEqual(counts);
  });

  it('the gradient of floorDiv is 0', async () => {
    const slope = tf.grad((v: Tensor) => tf.sum(tf.floorDiv(v, tf.scalar(2))));
    expect(await compute(slope, [1, 2, 3])).toEqual([0, 0, 0]);
  });

  it('a convolution with a stride longer than its filter reads the first window', async () => {
    const sum = (x: Tensor): Tensor => tf.conv2d(x as Tensor4D, tf.ones([2, 2, 1, 1]), 3, 'same');
    const depthwise = (x: Tensor): Tensor => tf.depthwiseConv2d(x as Tensor4D, tf.ones([2, 2, 1, 1]), 3, 'same');
    // 1 + 2 + 4 + 5
    expect(await compute(sum, [...nine.data], nine.shape)).toEqual([12]);
    expect(await compute(depthwise, [...nine.data], nine.shape)).toEqual([12]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'the sum of deviations from the mean is NaN beside %s',
    async (odd) => {
      const deviations = (x: Tensor): Tensor => tf.sum(tf.sub(x, tf.mean(x, 0, true)), 0);
      expect(await compute(deviations, [1, odd, 3])).toEqual([Number.NaN]);
      const [rest] = await compute(deviations, [1, 2, 3]);
      expect(rest).toBeCloseTo(0, 6);
    },
  );

  it('the gradient of a maximum with a smaller first input is summed', async () => {
    const slope = tf.grad((v: Tensor) => tf.sum(tf.maximum(v, tf.tensor2d([[1], [5]]))));
    // Row 1 takes v where v ≥ 1, row 2 where v ≥ 5.
    expect(await compute(slope, [0, 2, 6])).toEqual([0, 1, 2]);
  });

  it('the gradient of a softmax cross-entropy is right for labels of any sum, and by the labels', async () => {
    const logits = [0.5, -1, 2];
    const exponentials = logits.map(Math.exp);
    const total = exponentials.reduce((sum, value) => sum + value, 0);
    const labels = [1, 1, 0];
    // ∂(−Σ l log p)/∂x = (Σ l) p − l, and ∂/∂l = −log p.
    const byLogits = tf.grad((v: Tensor) => tf.losses.softmaxCrossEntropy([labels], tf.reshape(v, [1, 3])));
    const byLabels = tf.grad((v: Tensor) => tf.losses.softmaxCrossEntropy(tf.reshape(v, [1, 3]), [logits]));
    const [slopes, others] = [await compute(byLogits, logits), await compute(byLabels, labels)];
    exponentials.forEach((value, index) => {
      expect(slopes[index]).toBeCloseTo((2 * value) / total - (labels[index] ?? 0), 5);
      expect(others[index]).toBeCloseTo(-Math.log(value / total), 5);
    });
    const none = tf.grad((v: Tensor) => tf.losses.softmaxCrossEntropy([[0, 0, 0]], tf.reshape(v, [1, 3])));
    expect(await compute(none, logits)).toEqual([0, 0, 0]);
  });

  it('a condition that depends on what is differentiated has no share in the gradient', async () => {
    const slope = tf.grad((v: Tensor) => tf.sum(tf.where(tf.greater(v, 0), tf.square(v), tf.mul(v, 3))));
    expect(await compute(slope, [-1, 2])).toEqual([3, 4]);
    const safe = tf.grad((v: Tensor) => tf.sum(tf.divNoNan(v, tf.scalar(4))));
    expect(await compute(safe, [1, 2])).toEqual([0.25, 0.25]);
    const hinge = tf.grad((v: Tensor) => tf.sum(tf.mul(v, tf.cast(tf.less(v, 1), 'float32'))));
    expect(await compute(hinge, [0, 3])).toEqual([1, 0]);
  });

  it('the gradient of a tensor of five axes that is repeated counts the copies', async () => {
    const slope = tf.grad((v: Tensor) => tf.sum(tf.square(tf.tile(v, [2, 1, 3, 1, 1]))));
    expect(await compute(slope, [1, 2], [1, 2, 1, 1, 1])).toEqual([12, 24]);
  });

  it('the gradient of a sum by segments is 0 for rows of no segment', async () => {
    const segments = tf.tensor1d([0, 5, -1, 1], 'int32');
    const slope = tf.grad((v: Tensor) => tf.sum(tf.square(tf.unsortedSegmentSum(v, segments, 2))));
    expect(await compute(slope, [1, 2, 3, 4])).toEqual([2, 0, 0, 8]);
  });

  it('the gradient of cumsum along the first axis counts the rows that follow', async () => {
    const slope = tf.grad((v: Tensor) => tf.sum(tf.cumsum(v, 0)));
    expect(await compute(slope, [1, 2, 3, 4, 5, 6], [3, 2])).toEqual([3, 3, 2, 2, 1, 1]);
  });
});
