import { maxPool as poolMaxima, type Tensor4D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import type { Layer } from './layer.ts';

/**
 * The largest number of each square of a picture; rows and columns that fill no square are left out.
 *
 * @param input - Height, width and channels of one picture.
 * @param size - The side of a square.
 * @throws {@link ShapeError} when a picture holds no square.
 */
export function maxPool(input: readonly [number, number, number], size: number): Layer {
  const [height, width, channels] = input;
  if (Math.min(height, width) < size) {
    throw new ShapeError(`max-pool: a square of ${size}×${size} does not fit a picture of ${height}×${width}.`);
  }
  return {
    parameters: [],
    outputShape: [Math.floor(height / size), Math.floor(width / size), channels],
    apply: (pictures) => poolMaxima(pictures as Tensor4D, size, size, 'valid'),
  };
}
