import { InvalidOptionError, ShapeError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';
import { slidingWindow } from './sliding-window.ts';

/** Options of {@link conv1d}. */
export const conv1dOptions = optionsSchema('conv1d', {
  filters: integer({ default: 64, min: 1, meaning: 'the number of filters: features of a vector of the output' }),
  window: integer({ default: 3, min: 1, meaning: 'the width of a filter in vectors; odd' }),
});

/** Options of {@link conv1d}. */
export type Conv1dOptions = OptionsOf<typeof conv1dOptions>;

/**
 * A convolution over sequences of vectors. Beyond the ends are zeros, so that their length stays.
 *
 * @param options - Its filters.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not sequences of vectors.
 */
export function conv1d(options: Conv1dOptions = {}): Layer {
  const { filters, window } = conv1dOptions.read(options);
  if (window % 2 === 0) throw new InvalidOptionError('conv1d', 'window', 'odd', window);
  return defineLayer({
    name: 'conv1d',
    options: { filters, window },
    build({ shape }, scope) {
      const [length, width] = shape;
      if (length === undefined || width === undefined || shape.length !== 2) {
        throw new ShapeError(`conv1d: the input must be sequences of vectors, has shape [${shape.join()}].`);
      }
      return { shape: [length, filters], call: slidingWindow(scope, { length, width, filters, window }) };
    },
  });
}
