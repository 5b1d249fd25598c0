import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** Programs stay this small, so that a thousand take seconds. */
const [mostNumbers, mostAxes] = [64, 4];

/** Whether a tensor is small enough to go on with. */
export function isSmall({ size, rank }: Tensor): boolean {
  return size > 0 && size <= mostNumbers && rank <= mostAxes;
}

/** Numbers that are all different, none of them near 0 or a whole number: to weigh with, and to break ties with. */
export function marks(shape: readonly number[], seed = 0): Tensor {
  const values = Array.from(
    { length: tf.util.sizeFromShape([...shape]) },
    (_, index) => 0.2 + 0.6 * (((index + 1 + 5 * seed) * 0.7548776662466927) % 1),
  );
  return tf.tensor(values, [...shape]);
}

/**
 * A tensor moved by different numbers in each place. Where a function has a kink, equal numbers would be on the same side of it
 * only as far as their rounding errors are the same.
 */
export function apart(x: Tensor): Tensor {
  return tf.add(x, marks(x.shape));
}

/** A tensor as long as it was, if it was short: x / √(1 + mean x²). */
export function tame(x: Tensor): Tensor {
  return tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x)), 1)));
}

/** A tensor that can be broadcast to another's shape: itself, or its mean. */
export function fitting(y: Tensor, { shape }: Tensor): Tensor {
  const offset = shape.length - y.rank;
  const fits = offset >= 0 && y.shape.every((length, axis) => length === 1 || length === shape[axis + offset]);
  return fits ? y : tf.mean(y);
}

/** A tensor of another's shape. */
export function like(y: Tensor, x: Tensor): Tensor {
  const fit = fitting(y, x);
  return tf.util.arraysEqual(fit.shape, x.shape) ? fit : tf.add(fit, tf.zeros(x.shape));
}

/** The numbers of a tensor as a image of 4 by 4, over and again if they are few. */
export function image(x: Tensor, channels = 1): Tensor4D {
  const size = 16 * channels;
  const flat = tf.tile(tf.reshape(x, [-1]), [Math.ceil(size / x.size)]);
  return tf.reshape(tf.mul(tf.slice(flat, [0], [size]), marks([size])), [1, 4, 4, channels]);
}

/** The numbers of a tensor as a matrix. */
export function matrix(x: Tensor): tf.Tensor2D {
  return tf.reshape(x, [-1, x.shape.at(-1) ?? 1]);
}

/** One of the tensor's axes. */
export function axisOf({ rank }: Tensor, choice: number): number {
  return choice % Math.max(rank, 1);
}

/** The axes in another order. */
export function orderOf({ rank }: Tensor, choice: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const turned = axes.map((axis) => (axis + choice) % rank);
  return choice % 2 === 0 ? turned : turned.reverse();
}

/** What a function without a gradient gives of a tensor, as numbers that do not change with it. */
export function still(x: Tensor, compute: (x: Tensor) => Tensor): Tensor {
  return tf.customGrad((value) => ({
    value: tf.cast(compute(value as Tensor), 'float32'),
    gradFunc: () => tf.zerosLike(x),
  }))(x);
}

/** Of each pair of numbers the first where a condition holds, and else the second: with gradients, which TensorFlow.js lacks. */
export function choose(x: Tensor, y: Tensor, condition: (x: Tensor, y: Tensor) => Tensor): Tensor {
  return tf.customGrad((...given) => {
    const [first, second, save] = given as [Tensor, Tensor, tf.GradSaveFunc];
    const chosen = condition(first, second);
    save([chosen]);
    const gradFunc = (dy: Tensor, [holds]: Tensor[]): Tensor[] => {
      const none = tf.zerosLike(dy);
      return holds ? [tf.where(holds, dy, none), tf.where(holds, none, dy)] : [];
    };
    return { value: tf.where(chosen, first, second), gradFunc };
  })(x, y);
}
