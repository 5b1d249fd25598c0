import { reshape, tile } from '@tensorflow/tfjs-core';

import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, imageAxes } from './define-layer.ts';
import type { Layer } from './layer.ts';

/** Options of {@link upsample}. */
export const upsampleOptions = optionsSchema('upsample', {
  size: integer({ default: 2, min: 1, meaning: 'how many times as high and wide an image becomes' }),
});

/** Options of {@link upsample}. */
export type UpsampleOptions = OptionsOf<typeof upsampleOptions>;

/**
 * Makes images larger by repeating their pixels: the counterpart of `maxPool`.
 *
 * @param options - How many times.
 * @throws {@link InvalidOptionError} when it is out of range, {@link ShapeError} when the input is not images.
 */
export function upsample(options: UpsampleOptions = {}): Layer {
  const { size } = upsampleOptions.read(options);
  return defineLayer({
    name: 'upsample',
    options: { size },
    build(input) {
      const [height, width, channels] = imageAxes('upsample', input);
      const shape = [height * size, width * size, channels];
      return {
        shape,
        call(images) {
          const rows = tile(reshape(images, [-1, width * channels]), [1, size]);
          return reshape(tile(reshape(rows, [-1, channels]), [1, size]), [-1, ...shape]);
        },
      };
    },
  });
}
