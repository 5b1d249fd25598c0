import type { AvgPool3DAttrs, AvgPoolAttrs, Tensor, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { Attributes, GradientFunction } from './gradient.ts';
import {
  padForWindows,
  placeAtPosition,
  positionsOf,
  readPosition,
  type WindowAxis,
  withoutPadding,
} from './pool-windows.ts';

/**
 * The gradient of an average pool over images or volumes: each window's gradient divided by the number of its elements that are not
 * padding. The kernels of TensorFlow.js' cpu and WebAssembly backends divide by the size of the window.
 */
export const averagePoolGradient: GradientFunction = (dy, [x], attributes) => ({
  ...(x && { x: () => averageGradient(dy, x, windowsOf(x, attributes)) }),
});

/**
 * The gradient of a maximum pool over volumes: each window's gradient at the first of its largest elements. The kernel of
 * TensorFlow.js' cpu backend mixes up the axes of windows of unequal lengths.
 */
export const maxPool3dGradient: GradientFunction = (dy, [x, y], attributes) => ({
  ...(x && y && { x: () => maximumGradient(dy, { x, y }, windowsOf(x, attributes)) }),
});

function averageGradient(dy: Tensor, x: Tensor, axes: readonly WindowAxis[]): Tensor {
  const positions = positionsOf(axes);
  const present = padForWindows(tf.onesLike(x), axes, 0);
  const count = tf.addN(positions.map((position) => readPosition(present, axes, position)));
  const share = tf.div(dy, count);
  return withoutPadding(tf.addN(positions.map((position) => placeAtPosition(share, axes, position))), axes);
}

function maximumGradient(dy: Tensor, { x, y }: { x: Tensor; y: Tensor }, axes: readonly WindowAxis[]): Tensor {
  const padded = padForWindows(x, axes, Number.NEGATIVE_INFINITY);
  let open: Tensor = tf.onesLike(y);
  const shares = positionsOf(axes).map((position) => {
    const takes = tf.mul(tf.cast(tf.equal(readPosition(padded, axes, position), y), 'float32'), open);
    open = tf.sub(open, takes);
    return placeAtPosition(tf.mul(takes, dy), axes, position);
  });
  return withoutPadding(tf.addN(shares), axes);
}

/** The windows of a pool over two or three axes. */
function windowsOf(x: Tensor, attributes: Attributes): readonly WindowAxis[] {
  return x.rank === 5 ? windowsOfVolume(x as Tensor5D, attributes) : windowsOfImage(x as Tensor4D, attributes);
}

function windowsOfImage({ shape }: Tensor4D, attributes: Attributes): readonly WindowAxis[] {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as AvgPoolAttrs;
  const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  return [
    {
      axis: 1,
      inLength: info.inHeight,
      outLength: info.outHeight,
      size: info.filterHeight,
      stride: info.strideHeight,
      before: info.padInfo.top,
    },
    {
      axis: 2,
      inLength: info.inWidth,
      outLength: info.outWidth,
      size: info.filterWidth,
      stride: info.strideWidth,
      before: info.padInfo.left,
    },
  ];
}

function windowsOfVolume({ shape }: Tensor5D, attributes: Attributes): readonly WindowAxis[] {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as AvgPool3DAttrs;
  const info = tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  return [
    {
      axis: 1,
      inLength: info.inDepth,
      outLength: info.outDepth,
      size: info.filterDepth,
      stride: info.strideDepth,
      before: info.padInfo.front,
    },
    {
      axis: 2,
      inLength: info.inHeight,
      outLength: info.outHeight,
      size: info.filterHeight,
      stride: info.strideHeight,
      before: info.padInfo.top,
    },
    {
      axis: 3,
      inLength: info.inWidth,
      outLength: info.outWidth,
      size: info.filterWidth,
      stride: info.strideWidth,
      before: info.padInfo.left,
    },
  ];
}
