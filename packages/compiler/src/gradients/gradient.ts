import '../tfjs-gradients.ts';

import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** The gradients of a kernel by the names of its inputs, each computed when it is asked for. */
export type InputGradients = Readonly<Record<string, () => Tensor>>;

/** The attributes of a call of a kernel. */
export type Attributes = NamedAttrMap;

/**
 * The gradient of a kernel.
 *
 * @param dy - The gradient by the kernel's output.
 * @param saved - The tensors that TensorFlow.js saves for this kernel, or the inputs that the correction names.
 * @param attributes - The kernel's attributes.
 */
export type GradientFunction = (dy: Tensor, saved: readonly Tensor[], attributes: Attributes) => InputGradients;

/** A gradient for a kernel of which TensorFlow.js has none, or a wrong one. */
export interface Correction {
  /** Computes it. */
  readonly gradient: GradientFunction;
  /** The inputs that it reads, in this order; those that TensorFlow.js saves for this kernel when left out. */
  readonly inputs?: readonly string[];
}

/**
 * The gradient that TensorFlow.js has for a kernel.
 *
 * @param kernel - The kernel's name.
 */
export function tfjsGradient(kernel: string): GradientFunction {
  return tf.getGradient(kernel).gradFunc as unknown as GradientFunction;
}

/**
 * Sums a gradient over the axes along which an input was broadcast.
 *
 * @param gradient - The gradient by the broadcast input.
 * @param shape - The shape of the input itself.
 */
export function sumToShape(gradient: Tensor, shape: number[]): Tensor {
  if (tf.util.arraysEqual(gradient.shape, shape)) return gradient;
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return tf.reshape(axes.length === 0 ? gradient : tf.sum(gradient, axes), shape);
}
