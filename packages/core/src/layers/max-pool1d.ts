import { maxPool, reshape, type Tensor4D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Options of {@link maxPool1d}. */
export const maxPool1dOptions = optionsSchema('maxPool1d', {
  size: integer({ default: 2, min: 1, meaning: 'the vectors of a window' }),
});

/** Options of {@link maxPool1d}. */
export type MaxPool1dOptions = OptionsOf<typeof maxPool1dOptions>;

/**
 * Max-pooling over sequences of vectors: the maximum of each window, feature by feature; an incomplete window is left out.
 *
 * @param options - The size of a window.
 * @throws {@link InvalidOptionError} when it is out of range, {@link ShapeError} when a sequence is shorter than a window.
 */
export function maxPool1d(options: MaxPool1dOptions = {}): Layer {
  const { size } = maxPool1dOptions.read(options);
  return defineLayer({
    name: 'maxPool1d',
    options: { size },
    build({ shape }) {
      const [length, width] = shape;
      if (length === undefined || width === undefined || shape.length !== 2 || length < size) {
        throw new ShapeError(
          `maxPool1d: the input must be sequences of at least ${size} vectors, has shape [${shape.join()}].`,
        );
      }
      const count = Math.floor(length / size);
      return {
        shape: [count, width],
        call(x) {
          const rows: Tensor4D = reshape(x, [-1, 1, length, width]);
          return reshape(maxPool(rows, [1, size], [1, size], 'valid'), [-1, count, width]);
        },
      };
    },
  });
}
