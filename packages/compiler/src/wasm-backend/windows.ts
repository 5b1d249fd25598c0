import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/** TensorFlow.js' description of a convolution. */
export type Convolution = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/**
 * Images with the padding that a convolution reads, and as much more as its strides skip at the end.
 *
 * @param x - The images: batch, height, width, channels.
 * @param convolution - The convolution.
 * @param value - What is there.
 */
export function padded(x: Tensor, convolution: Convolution, value = 0): Tensor4D {
  const { padInfo, inHeight, inWidth, strideHeight, strideWidth } = convolution;
  const { height, width } = extent(convolution);
  const below = Math.max(padInfo.bottom, height - padInfo.top - inHeight) + strideHeight - 1;
  const right = Math.max(padInfo.right, width - padInfo.left - inWidth) + strideWidth - 1;
  const widths: [number, number][] = [
    [0, 0],
    [padInfo.top, below],
    [padInfo.left, right],
    [0, 0],
  ];
  return tf.pad(x, widths, value) as Tensor4D;
}

/**
 * Padded images without their padding.
 *
 * @param x - The padded images.
 * @param convolution - The convolution.
 */
export function unpadded(x: Tensor, { batchSize, inChannels, inHeight, inWidth, padInfo }: Convolution): Tensor {
  return tf.slice(x, [0, padInfo.top, padInfo.left, 0], [batchSize, inHeight, inWidth, inChannels]);
}

/** How many rows and columns of padded images a convolution reads. */
function extent(convolution: Convolution): { height: number; width: number } {
  const { outHeight, outWidth, strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth } = convolution;
  return {
    height: (outHeight - 1) * strideHeight + effectiveFilterHeight,
    width: (outWidth - 1) * strideWidth + effectiveFilterWidth,
  };
}

/**
 * For each kernel position, row by row, the result of a function of it.
 *
 * @param convolution - The convolution.
 * @param compute - Given the place in the filter, and how far into the padded images it begins to read.
 */
export function forEachTap<Result>(
  convolution: Convolution,
  compute: (tap: { row: number; column: number; top: number; left: number }) => Result,
): Result[] {
  const { filterHeight, filterWidth, dilationHeight, dilationWidth } = convolution;
  return Array.from({ length: filterHeight * filterWidth }, (_, index) => {
    const row = Math.floor(index / filterWidth);
    const column = index % filterWidth;
    return compute({ row, column, top: row * dilationHeight, left: column * dilationWidth });
  });
}

/**
 * The pixels that one kernel position reads, one for each output.
 *
 * @param images - The padded images.
 * @param convolution - The convolution.
 * @param tap - How far into the images it begins to read.
 */
export function readAt(images: Tensor4D, convolution: Convolution, tap: { top: number; left: number }): Tensor4D {
  const { batchSize, inChannels, outHeight, outWidth, strideHeight, strideWidth } = convolution;
  const size: Tensor4D['shape'] = [batchSize, outHeight * strideHeight, outWidth * strideWidth, inChannels];
  const read = tf.slice(images, [0, tap.top, tap.left, 0], size);
  const rows = thinned(read, batchSize * outHeight, strideHeight);
  const pixels = thinned(rows, batchSize * outHeight * outWidth, strideWidth);
  return tf.reshape(pixels, [batchSize, outHeight, outWidth, inChannels]);
}

/** Every `step`-th element; `stridedSlice` does the same ten times slower. */
function thinned(x: Tensor, count: number, step: number): Tensor {
  if (step === 1) return x;
  const neighbours = tf.reshape<tf.Rank.R3>(x, [count, step, -1]);
  return tf.slice(neighbours, [0, 0, 0], [count, 1, neighbours.shape[2]]);
}

/**
 * One number for each output, at the pixel that a kernel position reads for it, in padded images of zeros.
 *
 * @param share - The numbers.
 * @param convolution - The convolution.
 * @param tap - How far into the images that place begins to read.
 */
export function placed(share: Tensor, convolution: Convolution, tap: { top: number; left: number }): Tensor {
  const { inHeight, inWidth, padInfo, outHeight, outWidth, strideHeight, strideWidth } = convolution;
  const reach = extent(convolution);
  const height = Math.max(reach.height, inHeight + padInfo.top + padInfo.bottom);
  const width = Math.max(reach.width, inWidth + padInfo.left + padInfo.right);
  const apart = spread(spread(share, 1, strideHeight), 2, strideWidth);
  return tf.pad(apart, [
    [0, 0],
    [tap.top, height - tap.top - ((outHeight - 1) * strideHeight + 1)],
    [tap.left, width - tap.left - ((outWidth - 1) * strideWidth + 1)],
    [0, 0],
  ]);
}

/** Zeros between the elements of an axis, so that they are `step` apart. */
function spread(x: Tensor, axis: number, step: number): Tensor {
  if (step === 1) return x;
  const { shape } = x;
  const length = shape[axis] ?? 1;
  const apart = tf.pad(tf.reshape(x, [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)]), [
    ...shape.slice(0, axis + 1).map((): [number, number] => [0, 0]),
    [0, step - 1],
    ...shape.slice(axis + 1).map((): [number, number] => [0, 0]),
  ]);
  const longer = shape.map((size, index) => (index === axis ? size * step : size));
  const wanted = shape.map((size, index) => (index === axis ? (length - 1) * step + 1 : size));
  const origin = shape.map(() => 0);
  return tf.slice(tf.reshape(apart, longer), origin, wanted);
}
