import type { Tensor, Tensor5D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, floats, type Tolerance, withoutGradients } from '../conformance-case.ts';

type Triple = number | [number, number, number];
type Padding = 'valid' | 'same';

/** Sums of up to 100 products that nearly cancel, taken in another order. */
const sums: Tolerance = { relative: 1e-5, absolute: 1e-5, reason: 'long sums in another order' };

const settings: readonly (readonly [number[], number[], Triple, Padding])[] = [
  [[2, 4, 4, 4, 2], [2, 2, 2, 2, 3], 1, 'valid'],
  [[1, 4, 5, 3, 2], [3, 3, 2, 2, 2], 1, 'same'],
  [[1, 5, 4, 6, 1], [2, 3, 2, 1, 2], 2, 'valid'],
  [[1, 5, 4, 6, 1], [3, 2, 2, 1, 2], [1, 2, 2], 'same'],
  [[2, 3, 3, 3, 2], [1, 1, 1, 2, 4], 1, 'valid'],
];

function conv([volume, filter, strides, padding]: (typeof settings)[number]): Case {
  return {
    name: `[${volume.join()}] ⋆ [${filter.join()}], strides ${strides.toString()}, ${padding}`,
    inputs: [floats(volume), floats(filter, [-1, 1], 1)],
    compute: (x, w) => tf.conv3d(x as Tensor5D, w as Tensor5D, strides, padding),
    tolerance: sums,
  };
}

const convolutions = settings.map(conv);

const windows: readonly (readonly [number[], Triple, Triple, Padding | number])[] = [
  [[2, 4, 4, 4, 2], 2, 2, 'valid'],
  [[1, 5, 4, 3, 2], 2, 1, 'valid'],
  [[1, 5, 5, 5, 1], 3, 2, 'same'],
  [[1, 5, 4, 6, 1], [1, 2, 3], [1, 2, 2], 'valid'],
  [[1, 4, 4, 4, 1], 2, 2, 1],
];

function pools(
  pool: (x: Tensor5D, filter: Triple, strides: Triple, padding: Padding | number) => Tensor,
): readonly Case[] {
  return windows.map(([shape, filter, strides, padding]) => ({
    name: `[${shape.join()}] by ${filter.toString()}, strides ${strides.toString()}, ${padding}`,
    inputs: [floats(shape)],
    compute: (x) => pool(x as Tensor5D, filter, strides, padding),
  }));
}

const maximum = pools((x, filter, strides, padding) => tf.maxPool3d(x, filter, strides, padding));
const average = pools((x, filter, strides, padding) => tf.avgPool3d(x, filter, strides, padding));
/** In windows of unequal lengths TensorFlow.js' own gradient goes to the wrong places: see true-gradients.test.ts. */
const cubes = maximum.filter((_, index) => typeof windows[index]?.[1] === 'number');
const unpadded = average.filter((_, index) => windows[index]?.[3] === 'valid');

export const volumes: Cases = {
  Conv3D: [
    ...convolutions,
    ...withoutGradients([
      {
        name: 'dilated',
        inputs: [floats([1, 5, 5, 5, 2]), floats([2, 2, 2, 2, 2])],
        compute: (x, w) => tf.conv3d(x as Tensor5D, w as Tensor5D, 1, 'valid', 'NDHWC', 2),
        tolerance: sums,
      },
    ]), // TensorFlow.js has none.
  ],
  Conv3DBackpropFilterV2: convolutions,
  Conv3DBackpropInputV2: [
    ...convolutions,
    {
      name: 'as a transposed convolution',
      inputs: [floats([1, 2, 2, 2, 3]), floats([2, 2, 2, 2, 3])],
      compute: (x, w) => tf.conv3dTranspose(x as Tensor5D, w as Tensor5D, [1, 4, 4, 4, 2], 2, 'valid'),
      gradientsOf: [], // TensorFlow.js has none.
      tolerance: sums,
    },
  ],
  MaxPool3D: maximum.map((example) => (cubes.includes(example) ? example : { ...example, gradientsOf: [] })),
  MaxPool3DGrad: cubes,
  AvgPool3D: average.map((example) => (unpadded.includes(example) ? example : { ...example, gradientsOf: [] })),
  // With padding TensorFlow.js divides by the whole window, though its mean is over the part inside: see true-gradients.test.ts.
  AvgPool3DGrad: unpadded,
};
