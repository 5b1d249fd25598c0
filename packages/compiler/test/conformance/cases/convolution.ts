import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, floats, type Tolerance, withoutGradients } from '../conformance-case.ts';

type Padding = 'valid' | 'same' | number | [[number, number], [number, number], [number, number], [number, number]];
type Pair = number | [number, number];

/** Sums of up to 150 products that nearly cancel, taken in another order. */
const sums: Tolerance = { relative: 1e-5, absolute: 1e-5, reason: 'long sums in another order' };

interface Setting {
  readonly image: readonly number[];
  readonly filter: readonly number[];
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly dilations?: Pair;
}

const settings: readonly Setting[] = [
  { image: [2, 5, 5, 3], filter: [3, 3, 3, 4] },
  { image: [2, 5, 5, 3], filter: [3, 3, 3, 4], padding: 'same' },
  { image: [1, 6, 6, 1], filter: [5, 5, 1, 2] },
  { image: [2, 6, 7, 2], filter: [3, 2, 2, 3], strides: 2 },
  { image: [2, 6, 7, 2], filter: [3, 2, 2, 3], strides: 2, padding: 'same' },
  { image: [2, 7, 8, 2], filter: [2, 3, 2, 3], strides: [2, 3], padding: 'same' },
  { image: [2, 8, 8, 2], filter: [3, 3, 2, 3], strides: 3 },
  { image: [2, 8, 8, 2], filter: [2, 2, 2, 3], strides: 3 },
  { image: [2, 5, 6, 2], filter: [3, 3, 2, 3], padding: 1 },
  { image: [2, 5, 6, 2], filter: [3, 3, 2, 3], strides: 2, padding: 2 },
  {
    image: [2, 5, 6, 2],
    filter: [3, 3, 2, 3],
    padding: [
      [0, 0],
      [0, 1],
      [2, 1],
      [0, 0],
    ],
  },
  { image: [3, 4, 4, 2], filter: [1, 1, 2, 5] },
  { image: [1, 4, 4, 2], filter: [1, 1, 2, 3], strides: 2 },
  { image: [2, 5, 6, 2], filter: [1, 1, 2, 3], strides: 2, padding: 1 },
  { image: [2, 6, 6, 2], filter: [3, 3, 2, 3], strides: 2, padding: 1 },
  { image: [2, 3, 3, 2], filter: [3, 3, 2, 4] },
];

/** TensorFlow.js has no gradients of these. */
const dilated: readonly Setting[] = [
  { image: [2, 7, 7, 2], filter: [3, 3, 2, 3], dilations: 2 },
  { image: [2, 7, 8, 2], filter: [3, 2, 2, 3], dilations: [2, 3], padding: 'same' },
];

function title({ image, filter, strides = 1, padding = 'valid', dilations = 1 }: Setting): string {
  return `[${image.join()}] ⋆ [${filter.join()}], strides ${strides.toString()}, ${JSON.stringify(padding)}, dilations ${dilations.toString()}`;
}

function conv(setting: Setting): Case {
  const { image, filter, strides = 1, padding = 'valid', dilations = 1 } = setting;
  return {
    name: title(setting),
    inputs: [floats(image), floats(filter, [-1, 1], 1)],
    compute: (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, strides, padding, 'NHWC', dilations),
    tolerance: sums,
  };
}

function depthwise(setting: Setting): Case {
  const { image, filter, strides = 1, padding = 'valid', dilations = 1 } = setting;
  return {
    name: title(setting),
    inputs: [floats(image), floats(filter, [-1, 1], 1)],
    compute: (x, w) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, strides, padding, 'NHWC', dilations),
    tolerance: sums,
  };
}

/** Here the last length of a filter says how many channels come of each. */
const depthwiseSettings = settings.map((setting) => ({
  ...setting,
  filter: [...setting.filter.slice(0, 3), setting.filter[0] === 1 ? 1 : 2],
}));

const fused: readonly Case[] = (['linear', 'relu', 'elu', 'sigmoid', 'relu6', 'leakyrelu'] as const).map(
  (activation) => ({
    name: activation,
    inputs: [floats([2, 5, 5, 2], [-5, 5]), floats([3, 3, 2, 4], [-1, 1], 1), floats([4])],
    compute: (x: Tensor, w: Tensor, bias: Tensor) =>
      tf.fused.conv2d({
        x: x as Tensor4D,
        filter: w as Tensor4D,
        strides: 1,
        pad: 'same',
        bias,
        activation,
        leakyreluAlpha: 0.3,
      }),
    tolerance: sums,
  }),
);

const convolutions = settings.map(conv);
const depthwises = depthwiseSettings.map(depthwise);

export const convolution: Cases = {
  Conv2D: [
    ...convolutions,
    ...withoutGradients(dilated.map(conv)),
    { ...conv({ image: [5, 5, 3], filter: [3, 3, 3, 4] }), name: 'of one image' },
    {
      name: 'twice, with a bias between',
      inputs: [floats([2, 8, 8, 1]), floats([3, 3, 1, 3]), floats([3]), floats([3, 3, 3, 2])],
      compute: (x, first, bias, second) =>
        tf.conv2d(
          tf.relu(tf.add(tf.conv2d(x as Tensor4D, first as Tensor4D, 1, 'same'), bias)),
          second as Tensor4D,
          2,
          'valid',
        ),
      tolerance: sums,
    },
  ],
  Conv2DBackpropFilter: convolutions,
  Conv2DBackpropInput: [
    ...convolutions,
    {
      name: 'as a transposed convolution',
      inputs: [floats([2, 3, 3, 4]), floats([3, 3, 2, 4])],
      compute: (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [2, 7, 7, 2], 2, 'valid'),
      tolerance: sums,
    },
  ],
  FusedConv2D: [
    ...fused,
    {
      name: 'prelu, without a bias',
      inputs: [floats([2, 5, 5, 2]), floats([3, 3, 2, 4], [-1, 1], 1), floats([4], [0.1, 0.5])],
      compute: (x, w, slopes) =>
        tf.fused.conv2d({
          x: x as Tensor4D,
          filter: w as Tensor4D,
          strides: 2,
          pad: 'valid',
          activation: 'prelu',
          preluActivationWeights: slopes,
        }),
      gradientsOf: [],
      tolerance: sums,
    },
  ],
  FusedDepthwiseConv2D: [
    ...(['linear', 'relu', 'relu6'] as const).map((activation) => ({
      name: activation,
      inputs: [floats([2, 5, 5, 2], [-5, 5]), floats([3, 3, 2, 2], [-1, 1], 1), floats([4])],
      compute: (x: Tensor, w: Tensor, bias: Tensor) =>
        tf.fused.depthwiseConv2d({
          x: x as Tensor4D,
          filter: w as Tensor4D,
          strides: 1,
          pad: 'same',
          bias,
          activation,
        }),
      ...(activation === 'linear' ? {} : { gradientsOf: [] }),
      tolerance: sums,
    })),
    {
      name: 'strided, without a bias',
      inputs: [floats([2, 6, 6, 2]), floats([3, 3, 2, 1], [-1, 1], 1)],
      compute: (x, w) =>
        tf.fused.depthwiseConv2d({ x: x as Tensor4D, filter: w as Tensor4D, strides: 2, pad: 'valid' }),
      tolerance: sums,
    },
  ],
  DepthwiseConv2dNative: [...depthwises, ...withoutGradients(dilated.map(depthwise))],
  DepthwiseConv2dNativeBackpropFilter: depthwises,
  DepthwiseConv2dNativeBackpropInput: depthwises,
};
