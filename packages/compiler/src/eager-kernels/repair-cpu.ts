import type { BatchMatMulAttrs, Tensor, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { sizeOf } from '../host-tensor.ts';
import { overrideEinsum } from '../wasm-backend/einsum.ts';
import { override } from '../wasm-backend/override.ts';
import { checkIndices } from './indices.ts';
import { wrapIntegers } from './integers.ts';
import { keepNotANumber } from './not-a-number.ts';
import { orderTopK } from './top-k.ts';
import { mendTypes } from './types.ts';

let repaired = false;

/** Gives TensorFlow.js' cpu backend the values of the compiled engines where it has others: for NaN, for integers that overflow, and for products of stacks. */
export function repairCpuBackend(): void {
  if (repaired) return;
  repaired = true;
  overrideEinsum('cpu');
  broadcastStacks();
  wrapIntegers('cpu');
  keepNotANumber('cpu');
  orderTopK('cpu');
  mendTypes('cpu');
  checkIndices('cpu');
  // 1 to any power is 1.
  override<'a' | 'b'>(
    'Pow',
    ({ inputs: { a, b }, stock, read }) =>
      b.dtype === 'float32' && !read(b).every(Number.isFinite) ? tf.where(tf.equal(a, 1), 1, stock()) : stock(),
    'cpu',
  );
  // True and true are true, not 2.
  override<'indices' | 'updates'>(
    'ScatterNd',
    ({ inputs: { indices, updates }, attrs, stock }) =>
      updates.dtype === 'bool'
        ? tf.cast(tf.engine().runKernel('ScatterNd', { indices, updates: tf.cast(updates, 'int32') }, attrs), 'bool')
        : stock(),
    'cpu',
  );
  // The cpu backend multiplies by 0 what is in other segments, and so spreads NaN.
  override<'x' | 'segmentIds', UnsortedSegmentSumAttrs>(
    'UnsortedSegmentSum',
    ({ inputs: { x, segmentIds }, attrs: { numSegments }, stock, read }) => {
      const numbers = read(x);
      if (numbers.every(Number.isFinite)) return stock();
      const segments = read(segmentIds);
      const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
      const sums = tf.buffer(shape, 'float32');
      const width = sums.size / numSegments;
      numbers.forEach((number, index) => {
        const at = (segments[Math.floor(index / width)] ?? -1) * width + (index % width);
        if (at >= 0 && at < sums.size) sums.values[at] = (sums.values[at] ?? 0) + number;
      });
      return sums.toTensor();
    },
    'cpu',
  );
}

/** Products of stacks of which each is broadcast along another axis: the cpu backend takes the wrong matrices. */
function broadcastStacks(): void {
  override<'a' | 'b', BatchMatMulAttrs>(
    'BatchMatMul',
    ({ inputs: { a, b }, attrs: { transposeA, transposeB }, stock }) => {
      const [first, second] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
      const batch = tf.broadcast_util.assertAndGetBroadcastShape(first, second);
      const isWhole = (shape: readonly number[]): boolean => sizeOf(shape) === 1 || sizeOf(shape) === sizeOf(batch);
      if (isWhole(first) && isWhole(second)) return stock();
      const whole = (x: Tensor): Tensor => tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
      return tf.matMul(whole(a), whole(b), transposeA, transposeB);
    },
    'cpu',
  );
}
