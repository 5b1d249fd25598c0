import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradients of −Σ labels · log softmax(logits) by the labels and by the logits. TensorFlow.js' gradient by the logits is right only where
 * the labels of a row add up to 1; what it has by the labels is the negative of that.
 *
 * @param dy - The gradient by the sums.
 * @param saved - The labels, and the logarithm of the softmax.
 */
export function crossEntropyGradients(dy: Tensor, saved: readonly Tensor[]): Tensor[] {
  const [labels, logits] = saved as [Tensor, Tensor];
  const shares = tf.cast(labels, 'float32');
  const scale = tf.expandDims(dy, -1);
  const softmax = tf.mul(tf.exp(logits), tf.sum(shares, -1, true));
  return [tf.neg(tf.mul(scale, logits)), tf.mul(scale, tf.sub(softmax, shares))];
}
