import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, floats, ints, withoutGradients } from '../conformance-case.ts';

type Size = [number, number];
type Resize = (x: Tensor, size: Size, alignCorners?: boolean, halfPixelCenters?: boolean) => Tensor;

const settings: readonly (readonly [number[], Size, boolean?, boolean?])[] = [
  [
    [1, 3, 3, 2],
    [6, 6],
  ],
  [
    [1, 4, 4, 3],
    [9, 9],
  ],
  [
    [1, 6, 6, 2],
    [3, 3],
  ],
  [
    [1, 7, 7, 1],
    [5, 5],
  ],
  [[1, 3, 3, 2], [6, 6], true],
  [[1, 5, 5, 2], [3, 3], true],
  [[1, 4, 4, 2], [1, 1], true],
  [
    [1, 4, 4, 2],
    [4, 4],
  ],
  [
    [1, 1, 1, 2],
    [3, 3],
  ],
];

/** Where TensorFlow.js' own gradient is not that of what it computes: see true-gradients.test.ts. */
const without: typeof settings = [
  [
    [2, 3, 3, 2],
    [6, 6],
  ],
  [[1, 3, 4, 2], [6, 2], false],
  [[1, 4, 3, 2], [5, 6], true],
  [[1, 4, 4, 2], [8, 8], false, true],
  [[1, 5, 4, 2], [3, 7], false, true],
];

function resizes(resize: Resize): readonly Case[] {
  const example = ([shape, size, aligned, centred]: (typeof settings)[number]): Case => ({
    name: `[${shape.join()}] to ${size.join()}${aligned ? ', corners aligned' : ''}${centred ? ', at centres' : ''}`,
    inputs: [floats(shape)],
    compute: (x) => resize(x, size, aligned, centred),
  });
  return [
    ...settings.map(example),
    ...withoutGradients(without.map(example)),
    { name: 'one image', inputs: [floats([3, 3, 2])], compute: (x) => resize(x, [6, 6]) },
    { name: 'int32', inputs: [ints([1, 3, 4, 2], 9)], compute: (x) => resize(x, [6, 2]) },
  ];
}

const bilinear = resizes((x, ...how) => tf.image.resizeBilinear(x as Tensor4D, ...how));
const nearest = resizes((x, ...how) => tf.image.resizeNearestNeighbor(x as Tensor4D, ...how));
const differentiated = (cases: readonly Case[]): readonly Case[] => cases.slice(0, settings.length);

/** As layers.centerCrop calls it. */
function crop(shape: number[], box: number[], size: Size): Case {
  return {
    name: `[${shape.join()}] to ${size.join()}`,
    inputs: [floats(shape)],
    compute: (x) => {
      const [count = 1] = shape;
      const boxes = tf.tensor2d(new Array<number[]>(count).fill(box));
      return tf.image.cropAndResize(x as Tensor4D, boxes, tf.range(0, count, 1, 'int32'), size, 'nearest');
    },
    gradientsOf: [],
  };
}

const channels: readonly (readonly [number[], number, number, number, number])[] = [
  [[1, 2, 2, 5], 2, 1, 0.5, 0.75],
  [[2, 1, 3, 4], 1, 2, 1, 0.5],
  [[1, 1, 2, 3], 5, 1, 1, 0.5],
];

const normalisations: readonly Case[] = channels.map(([shape, radius, ...settled]) => ({
  name: `over ${radius} channels either way`,
  inputs: [floats(shape)],
  compute: (x) => tf.localResponseNormalization(x as Tensor4D, radius, ...settled),
}));

export const resizing: Cases = {
  ResizeBilinear: bilinear,
  ResizeBilinearGrad: differentiated(bilinear),
  ResizeNearestNeighbor: nearest,
  ResizeNearestNeighborGrad: differentiated(nearest),
  CropAndResize: [
    crop([2, 6, 6, 2], [1 / 6, 1 / 6, 5 / 6, 5 / 6], [4, 4]),
    crop([1, 7, 5, 1], [2 / 7, 1 / 5, 5 / 7, 4 / 5], [3, 3]),
    crop([1, 5, 5, 1], [0, 0, 1, 1], [1, 5]),
  ],
  LRN: normalisations,
  LRNGrad: normalisations,
  SpaceToBatchND: [
    {
      name: 'in blocks of 2, padded',
      inputs: [floats([2, 3, 5, 2])],
      compute: (x) =>
        tf.spaceToBatchND(
          x,
          [2, 2],
          [
            [0, 1],
            [1, 0],
          ],
        ),
    },
    { name: 'along one axis', inputs: [floats([2, 6, 3])], compute: (x) => tf.spaceToBatchND(x, [3], [[0, 0]]) },
    {
      name: 'int32',
      inputs: [ints([1, 4, 2], 9)],
      compute: (x) => tf.spaceToBatchND(x, [2], [[1, 1]]),
    },
  ],
  BatchToSpaceND: [
    {
      name: 'of blocks of 2, cropped',
      inputs: [floats([8, 2, 3, 2])],
      compute: (x) =>
        tf.batchToSpaceND(
          x,
          [2, 2],
          [
            [0, 1],
            [1, 0],
          ],
        ),
    },
    { name: 'along one axis', inputs: [floats([6, 2, 3])], compute: (x) => tf.batchToSpaceND(x, [3], [[0, 0]]) },
    {
      name: 'a dilated pool',
      inputs: [floats([1, 6, 6, 2])],
      compute: (x) => tf.pool(x as Tensor4D, 2, 'max', 'valid', 2, 1),
    },
  ],
  DepthToSpace: withoutGradients([
    { name: 'blocks of 2', inputs: [floats([2, 3, 2, 8])], compute: (x) => tf.depthToSpace(x as Tensor4D, 2) },
    { name: 'blocks of 3', inputs: [floats([1, 2, 2, 9])], compute: (x) => tf.depthToSpace(x as Tensor4D, 3) },
  ]), // TensorFlow.js has none.
};
