import { add, conv2d as convolve, type Tensor4D } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { ShapeError } from '../errors.ts';
import type { Layer } from './layer.ts';
import { uniformParameter } from './uniform-parameter.ts';

/** Input shape and filters of a convolution. */
export interface Conv2dOptions {
  /** Height, width and channels of one image. */
  readonly input: readonly [number, number, number];
  /** Height and width of a filter. */
  readonly kernel: readonly [number, number];
  /** How many filters. */
  readonly filters: number;
}

/**
 * A convolution over images with stride 1 and no padding, plus a bias for each filter.
 *
 * @param options - Input shape and filters.
 * @throws {@link ShapeError} when a filter is larger than the image.
 */
export function conv2d(options: Conv2dOptions): Layer {
  const { input, kernel, filters } = options;
  const [height, width, channels] = input;
  const outputShape = [height - kernel[0] + 1, width - kernel[1] + 1, filters];
  if (outputShape.some((length) => length < 1)) {
    throw new ShapeError(`conv2d: a filter of ${kernel.join('×')} does not fit an image of ${height}×${width}.`);
  }
  const fanIn = kernel[0] * kernel[1] * channels;
  return {
    parameters: [uniformParameter([...kernel, channels, filters], fanIn), uniformParameter([filters], fanIn)],
    outputShape,
    apply: (images, parameters) =>
      add(convolve(images as Tensor4D, at(parameters, 0) as Tensor4D, 1, 'valid'), at(parameters, 1)),
  };
}
