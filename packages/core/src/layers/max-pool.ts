import { maxPool as poolMaxima, type Tensor4D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, imageAxes } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Options of {@link maxPool}. */
export const maxPoolOptions = optionsSchema('maxPool', {
  size: integer({ default: 2, min: 1, meaning: 'the side of a window, in pixels' }),
});

/** Options of {@link maxPool}. */
export type MaxPoolOptions = OptionsOf<typeof maxPoolOptions>;

/**
 * Max-pooling: the maximum of each window of an image; incomplete windows are left out.
 *
 * @param options - The size of a window.
 * @throws {@link InvalidOptionError} when it is out of range, {@link ShapeError} when an image is smaller than a window.
 */
export function maxPool(options: MaxPoolOptions = {}): Layer {
  const { size } = maxPoolOptions.read(options);
  return defineLayer({
    name: 'maxPool',
    options: { size },
    build(input) {
      const [height, width, channels] = imageAxes('maxPool', input);
      if (Math.min(height, width) < size) {
        throw new ShapeError(`maxPool: a window of ${size}×${size} does not fit an image of ${height}×${width}.`);
      }
      return {
        shape: [Math.floor(height / size), Math.floor(width / size), channels],
        call: (images) => poolMaxima(images as Tensor4D, size, size, 'valid'),
      };
    },
  });
}
