import { maxPool as poolMaxima, type Tensor4D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import type { Layer } from './layer.ts';

/**
 * Max-pooling: the maximum of each window of an image; incomplete windows are left out.
 *
 * @param input - Height, width and channels of one image.
 * @param size - The side of a square.
 * @throws {@link ShapeError} when an image is smaller than a window.
 */
export function maxPool(input: readonly [number, number, number], size: number): Layer {
  const [height, width, channels] = input;
  if (Math.min(height, width) < size) {
    throw new ShapeError(`max-pool: a window of ${size}×${size} does not fit an image of ${height}×${width}.`);
  }
  return {
    parameters: [],
    outputShape: [Math.floor(height / size), Math.floor(width / size), channels],
    apply: (images) => poolMaxima(images as Tensor4D, size, size, 'valid'),
  };
}
