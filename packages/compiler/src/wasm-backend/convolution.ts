import type { Conv2DBackpropFilterAttrs, Conv2DBackpropInputAttrs, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { override } from './override.ts';
import { type Convolution, forEachTap, padded, readAt } from './windows.ts';

/** The gradients of convolutions: that of the filter, which the backend lacks, and a faster one of the images. */
export function overrideConvolutionGradients(): void {
  // ∇W[i, j] = Σ over all outputs of (the input at kernel position i, j)ᵀ dy: one matrix product for all positions.
  override<'x' | 'dy', Conv2DBackpropFilterAttrs>('Conv2DBackpropFilter', ({ inputs: { x, dy }, attrs }) => {
    const convolution = infoOf(attrs, x.shape, attrs.filterShape);
    const images = padded(x, convolution);
    const { inChannels, outChannels } = convolution;
    const read = forEachTap(convolution, (tap) => tf.reshape(readAt(images, convolution, tap), [-1, inChannels]));
    const columns = tf.concat(read, 1);
    return tf.reshape(tf.matMul(columns, tf.reshape(dy, [-1, outChannels]), true, false), attrs.filterShape);
  });

  // With strides of 1 the gradient of the images is itself a convolution, of dy with the filter rotated by 180°.
  override<'dy' | 'filter', Conv2DBackpropInputAttrs>('Conv2DBackpropInput', ({ inputs, attrs, stock }) => {
    const { dy, filter } = inputs;
    const convolution = infoOf(attrs, attrs.inputShape, filter.shape);
    const { filterHeight, filterWidth, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } =
      convolution;
    const top = filterHeight - 1 - convolution.padInfo.top;
    const left = filterWidth - 1 - convolution.padInfo.left;
    const bottom = inHeight + filterHeight - 1 - outHeight - top;
    const right = inWidth + filterWidth - 1 - outWidth - left;
    if (strideHeight !== 1 || strideWidth !== 1 || Math.min(top, left, bottom, right) < 0) return stock();
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
    return tf.conv2d(dy as Tensor4D, turned, 1, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
  });
}

type Attrs = Omit<Conv2DBackpropFilterAttrs, 'filterShape'>;

function infoOf(attrs: Attrs, inputShape: readonly number[], filterShape: readonly number[]): Convolution {
  const { strides, pad, dataFormat, dimRoundingMode } = attrs;
  if (dataFormat !== 'NHWC') throw new Error(`wasm backend does not support dataFormat:'${dataFormat}'`);
  const shapes = [inputShape, filterShape] as [Tensor4D['shape'], Tensor4D['shape']];
  return tf.backend_util.computeConv2DInfo(...shapes, strides, 1, pad, dimRoundingMode);
}
