import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, floats } from '../conformance-case.ts';

function batchNorm(
  shape: readonly number[],
  parts: readonly ('offset' | 'scale')[],
  statistics: readonly number[] = shape.slice(-1),
): Case {
  const inputs = [
    floats(shape),
    floats(statistics, [-1, 1], 1),
    floats(statistics, [0.2, 2], 2),
    floats(statistics, [-1, 1], 3),
    floats(statistics, [0.5, 2], 4),
  ];
  // With a part missing TensorFlow.js' own gradient fails.
  const gradientsOf = parts.length === 2 ? [0, 1, 2, 3, 4] : [];
  return {
    name: `[${shape.join()}]${parts.length > 0 ? ` with ${parts.join(' and ')}` : ''}`,
    inputs,
    compute: (x, mean, variance, offset, scale) =>
      tf.batchNorm(
        x,
        mean,
        variance,
        parts.includes('offset') ? (offset as tf.Tensor1D) : undefined,
        parts.includes('scale') ? (scale as tf.Tensor1D) : undefined,
        0.01,
      ),
    gradientsOf,
  };
}

export const normalization: Cases = {
  FusedBatchNorm: [
    batchNorm([5, 3], []),
    batchNorm([5, 3], ['offset']),
    batchNorm([5, 3], ['scale']),
    batchNorm([5, 3], ['offset', 'scale']),
    batchNorm([2, 3, 4], ['offset', 'scale']),
    batchNorm([2, 3, 4, 5], ['offset', 'scale']),
  ],
};
