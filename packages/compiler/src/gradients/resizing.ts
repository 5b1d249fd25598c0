import type { ResizeBilinearAttrs, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { bilinear, matrix, type Mix, nearest, type Sampling } from '../kernels/sampling.ts';
import type { GradientFunction } from './gradient.ts';

type Sampler = (from: number, to: number, sampling: Sampling) => Mix;

/**
 * The gradients of resizing images, which is a product with one matrix along the rows and one along the columns: the products with
 * the transposed matrices. The kernels of TensorFlow.js' backends leave out `halfPixelCenters`, and mix up height and width.
 */
export const bilinearGradient = resizeGradient(bilinear);

/** The gradient of resizing to the nearest pixel; as {@link bilinearGradient}. */
export const nearestGradient = resizeGradient(nearest);

function resizeGradient(sampler: Sampler): GradientFunction {
  return (dy, [images], attributes) => ({
    ...(images && {
      images: () =>
        [1, 2].reduce((gradient, axis) => {
          const [from, to] = [images.shape[axis] ?? 1, dy.shape[axis] ?? 1];
          const shares = sampler(from, to, attributes as unknown as ResizeBilinearAttrs);
          return alongAxis(gradient, axis, sharesOf(shares, from));
        }, dy),
    }),
  });
}

/** The shares as a tensor: a row for each position of the result, a column for each of the image. */
function sharesOf(mixed: Mix, columns: number): tf.Tensor2D {
  const { rows, at } = matrix(mixed, columns);
  const values = Float32Array.from({ length: rows * columns }, (_, index) =>
    at(Math.floor(index / columns), index % columns),
  );
  return tf.tensor2d(values, [rows, columns]);
}

/** The product of a transposed matrix with each line of a tensor along an axis. */
function alongAxis(dy: Tensor, axis: number, shares: tf.Tensor2D): Tensor {
  const first = [axis, ...dy.shape.map((_, other) => other).filter((other) => other !== axis)];
  const lines = tf.transpose(dy, first);
  const product = tf.matMul(shares, tf.reshape(lines, [shares.shape[0], -1]), true, false);
  return tf.transpose(
    tf.reshape(product, [product.shape[0], ...lines.shape.slice(1)]),
    first.map((_, other) => first.indexOf(other)),
  );
}
