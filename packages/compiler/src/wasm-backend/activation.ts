import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** What a fused kernel does with its sums. */
export interface Activation {
  /** Its name. */
  readonly activation: string;
  /** The slope of `leakyrelu`. */
  readonly leakyreluAlpha?: number;
}

/**
 * Applies the activation of a fused kernel.
 *
 * @param x - The sums.
 * @param kind - Which activation.
 * @param slopes - The slopes of `prelu`.
 */
export function activated(x: Tensor, { activation, leakyreluAlpha }: Activation, slopes?: Tensor): Tensor {
  if (activation === 'prelu' && slopes) return tf.prelu(x, slopes);
  if (activation === 'leakyrelu') return tf.leakyRelu(x, leakyreluAlpha);
  return activation in activations ? activations[activation as keyof typeof activations](x) : x;
}

const activations = { elu: tf.elu, relu: tf.relu, relu6: tf.relu6, sigmoid: tf.sigmoid };
