import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type GradientFunction, type InputGradients, tfjsGradient } from './gradient.ts';

/**
 * The gradient of a convolution whose filter is dilated, which TensorFlow.js refuses: that of a convolution by a larger filter,
 * with zeros between the filter's elements.
 *
 * @param kernel - The kernel's name: a convolution over one axis fewer than the filter's last two.
 */
export function dilatedConvolutionGradient(kernel: string): GradientFunction {
  const gradient = tfjsGradient(kernel);
  return (dy, saved, attributes): InputGradients => {
    const [x, filter] = saved;
    const dilations = dilationsOf(attributes, (filter?.rank ?? 2) - 2);
    if (!x || !filter || dilations.every((dilation) => dilation === 1)) return gradient(dy, saved, attributes);
    const whole = gradient(dy, [x, withZeros(filter, dilations)], {
      ...attributes,
      dilations: dilations.map(() => 1),
    });
    const { x: byInput, filter: byFilter } = whole;
    if (!byInput || !byFilter) return whole;
    return { x: byInput, filter: () => withoutZeros(byFilter(), filter.shape, dilations) };
  };
}

/** One dilation a spatial axis. */
function dilationsOf({ dilations }: Readonly<Record<string, unknown>>, axes: number): readonly number[] {
  if (Array.isArray(dilations)) return (dilations as number[]).slice(0, axes);
  return Array.from({ length: axes }, () => (dilations as number | undefined) ?? 1);
}

/** A filter with `dilation − 1` zeros between neighbours along each of its spatial axes. */
function withZeros(filter: Tensor, dilations: readonly number[]): Tensor {
  return dilations.reduce((wide, dilation, axis) => {
    const length = wide.shape[axis] ?? 1;
    const columns = tf.reshape(wide, [...wide.shape.slice(0, axis), length, 1, sizeAfter(wide, axis)]);
    const padded = tf.pad(
      columns,
      columns.shape.map((_, other) => [0, other === axis + 1 ? dilation - 1 : 0]),
    );
    const shape = replaced(wide.shape, axis, length * dilation);
    return firstAlong(tf.reshape(padded, shape), axis, (length - 1) * dilation + 1);
  }, filter);
}

/** The elements of a filter's gradient that are not gradients of zeros between. */
function withoutZeros(wide: Tensor, shape: readonly number[], dilations: readonly number[]): Tensor {
  return dilations.reduce((gradient, dilation, axis) => {
    const length = shape[axis] ?? 1;
    const missing = length * dilation - (gradient.shape[axis] ?? 0);
    const padded = tf.pad(
      gradient,
      gradient.shape.map((_, other) => [0, other === axis ? missing : 0]),
    );
    const columns = tf.reshape(padded, [...padded.shape.slice(0, axis), length, dilation, sizeAfter(padded, axis)]);
    return tf.reshape(firstAlong(columns, axis + 1, 1), replaced(padded.shape, axis, length));
  }, wide);
}

function firstAlong(tensor: Tensor, axis: number, length: number): Tensor {
  const begin = tensor.shape.map(() => 0);
  return tf.slice(tensor, begin, replaced(tensor.shape, axis, length));
}

function sizeAfter({ shape }: Tensor, axis: number): number {
  return tf.util.sizeFromShape(shape.slice(axis + 1));
}

function replaced(shape: readonly number[], axis: number, length: number): number[] {
  return shape.map((own, other) => (other === axis ? length : own));
}
