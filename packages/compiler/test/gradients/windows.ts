import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, floats, type Input } from '../conformance/conformance-case.ts';

/** How the window of a convolution or a pool moves. */
interface Window {
  readonly size: number;
  readonly stride: number;
  readonly pad: 'valid' | 'same';
  readonly dilation: number;
}

const range = (to: number): readonly number[] => Array.from({ length: to }, (_, index) => index + 1);

/** Sizes 1 to 5 with strides 1 to 4, and sizes 2 and 3 dilated by 2 and 3. */
const every: readonly Window[] = (['valid', 'same'] as const).flatMap((pad) => [
  ...range(5).flatMap((size) => range(4).map((stride) => ({ size, stride, pad, dilation: 1 }))),
  ...[2, 3].flatMap((size) => [2, 3].map((dilation) => ({ size, stride: 1, pad, dilation }))),
]);

const image: Input = floats([1, 7, 8, 2], [-1, 1]);

const named = ({ size, stride, pad, dilation }: Window): string =>
  `size ${size}, stride ${stride}, ${pad}, dilation ${dilation}`;

/** A case for each kind of window; of what has no dilation those without. */
function ofWindows(op: string, example: (window: Window) => Omit<Case, 'name'>, windows = every): readonly Case[] {
  return windows.map((window) => ({ name: `${op}, ${named(window)}`, ...example(window) }));
}

const undilated = every.filter(({ dilation }) => dilation === 1);

/** Convolutions and average pools, by every kind of window. */
export const windows: Cases = {
  Conv2D: [
    ...ofWindows('conv1d', ({ size, stride, pad, dilation }) => ({
      inputs: [floats([2, 9, 2], [-1, 1]), floats([size, 2, 3], [-1, 1], 1)],
      compute: (x, w) => tf.conv1d(x as Tensor3D, w as Tensor3D, stride, pad, 'NWC', dilation),
    })),
    ...ofWindows('conv2d', ({ size, stride, pad, dilation }) => ({
      inputs: [image, floats([size, size, 2, 2], [-1, 1], 1)],
      compute: (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, stride, pad, 'NHWC', dilation),
    })),
  ],
  DepthwiseConv2dNative: ofWindows('depthwiseConv2d', ({ size, stride, pad, dilation }) => ({
    inputs: [image, floats([size, size, 2, 2], [-1, 1], 1)],
    compute: (x, w) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, stride, pad, 'NHWC', dilation),
  })),
  Conv2DBackpropInput: ofWindows(
    'conv2dTranspose',
    (window) => {
      const { size, stride, pad } = window;
      const out = outLength(7, window);
      return {
        inputs: [floats([1, out, out, 2], [-1, 1]), floats([size, size, 3, 2], [-1, 1], 1)],
        compute: (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 7, 7, 3], stride, pad),
      };
    },
    undilated,
  ),
  AvgPool: ofWindows(
    'avgPool',
    ({ size, stride, pad }) => ({
      inputs: [image],
      compute: (x) => tf.avgPool(x as Tensor4D, size, stride, pad),
    }),
    undilated,
  ),
};

/** How many windows fit along an axis. */
function outLength(length: number, { size, stride, pad }: Window): number {
  return pad === 'same' ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1;
}
