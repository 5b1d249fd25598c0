import type {
  DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInputAttrs,
  Tensor4D,
} from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { override } from './override.ts';
import { type Convolution, forEachTap, padded, placed, readAt, unpadded } from './windows.ts';

type Attrs = Omit<DepthwiseConv2dNativeBackpropFilterAttrs, 'filterShape'>;

/** The gradients of depthwise convolutions, which the backend lacks. */
export function overrideDepthwiseGradients(): void {
  override<'x' | 'dy', DepthwiseConv2dNativeBackpropFilterAttrs>(
    'DepthwiseConv2dNativeBackpropFilter',
    ({ inputs: { x, dy }, attrs }) => {
      const convolution = infoOf(attrs, x.shape, attrs.filterShape);
      const images = padded(x, convolution);
      const { inChannels } = convolution;
      const outputs = tf.reshape(dy, [-1, inChannels, convolution.outChannels / inChannels]);
      const taps = forEachTap(convolution, (tap) => {
        const read = tf.reshape(readAt(images, convolution, tap), [-1, inChannels, 1]);
        return tf.sum(tf.mul(read, outputs), 0);
      });
      return tf.reshape(tf.stack(taps), attrs.filterShape);
    },
  );

  override<'dy' | 'filter', DepthwiseConv2dNativeBackpropInputAttrs>(
    'DepthwiseConv2dNativeBackpropInput',
    ({ inputs: { dy, filter }, attrs }) => {
      const convolution = infoOf(attrs, attrs.inputShape, filter.shape);
      const { batchSize, inChannels, outHeight, outWidth } = convolution;
      const multiplier = convolution.outChannels / inChannels;
      const outputs = tf.reshape(dy, [batchSize, outHeight, outWidth, inChannels, multiplier]);
      const taps = forEachTap(convolution, ({ row, column, top, left }) => {
        const weights = tf.slice(filter, [row, column, 0, 0], [1, 1, inChannels, multiplier]);
        const share = tf.sum(tf.mul(outputs, tf.reshape(weights, [1, 1, 1, inChannels, multiplier])), 4);
        return placed(share, convolution, { top, left });
      });
      return unpadded(tf.addN(taps), convolution);
    },
  );
}

function infoOf(attrs: Attrs, inputShape: readonly number[], filterShape: readonly number[]): Convolution {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  const shapes = [inputShape, filterShape] as [Tensor4D['shape'], Tensor4D['shape']];
  return tf.backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode, true);
}
