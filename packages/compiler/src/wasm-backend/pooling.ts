import type { MaxPoolGradAttrs, NamedAttrMap, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { onCpu } from './forward.ts';
import { override } from './override.ts';
import { forEachTap, padded, placed, readAt, unpadded } from './windows.ts';

/** The gradient of max pooling, which the backend gives to the wrong position among equal maxima. */
export function overrideMaxPoolGradient(): void {
  override<'input' | 'output' | 'dy', NamedAttrMap & MaxPoolGradAttrs>('MaxPoolGrad', (kernel) => {
    const { inputs, attrs, read } = kernel;
    const { input, output, dy } = inputs;
    if (read(output).some(Number.isNaN)) return onCpu('MaxPoolGrad', inputs, attrs);
    const { filterSize, strides, pad, dimRoundingMode } = attrs;
    const shape = input.shape as Tensor4D['shape'];
    const windows = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const images = padded(input, windows, Number.NEGATIVE_INFINITY);
    let open: Tensor = tf.onesLike(output);
    const shares = forEachTap(windows, (tap) => {
      const isLargest = tf.cast(tf.equal(readAt(images, windows, tap), output), 'float32');
      const takes = tf.mul(isLargest, open);
      open = tf.sub(open, takes);
      return placed(tf.mul(takes, dy), windows, tap);
    });
    return unpadded(tf.addN(shares), windows);
  });
}
