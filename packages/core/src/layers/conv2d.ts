import { add, conv2d as convolve, type Tensor4D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { choice, flag, integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, imageAxes } from './define-layer.ts';
import { uniform } from './initializers.ts';
import type { Layer } from './layer.ts';

/** Options of {@link conv2d}. */
export const conv2dOptions = optionsSchema('conv2d', {
  filters: integer({ default: 16, min: 1, meaning: 'the number of filters: channels of the output' }),
  kernel: integer({ default: 3, min: 1, meaning: 'the side of a filter, in pixels' }),
  stride: integer({ default: 1, min: 1, meaning: 'how far a filter moves in one step' }),
  padding: choice(['valid', 'half'], {
    default: 'valid',
    meaning: 'none, or (kernel − 1) / 2 zeros on each side, which keep the size of an image where the stride is 1',
  }),
  bias: flag({ default: true, meaning: 'whether a bias is added for each filter' }),
});

/** Options of {@link conv2d}. */
export type Conv2dOptions = OptionsOf<typeof conv2dOptions>;

/**
 * A convolution over images.
 *
 * @param options - Its filters.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when a filter is larger than the padded image.
 */
export function conv2d(options: Conv2dOptions): Layer {
  const complete = conv2dOptions.read(options);
  const { filters, kernel, stride, padding, bias } = complete;
  const pad = padding === 'half' ? Math.floor((kernel - 1) / 2) : 0;
  return defineLayer({
    name: 'conv2d',
    options: { ...complete },
    build(input, scope) {
      const [height, width, channels] = imageAxes('conv2d', input);
      const sides = [height, width].map((side) => Math.floor((side + 2 * pad - kernel) / stride) + 1);
      if (sides.some((side) => side < 1)) {
        throw new ShapeError(`conv2d: a filter of ${kernel}×${kernel} does not fit an image of ${height}×${width}.`);
      }
      const fanIn = kernel * kernel * channels;
      const weight = scope.weight('kernel', [kernel, kernel, channels, filters], uniform(fanIn));
      const offset = bias ? scope.weight('bias', [filters], uniform(fanIn)) : undefined;
      return {
        shape: [...sides, filters],
        call(images, run) {
          const found = convolve(images as Tensor4D, run.weight(weight) as Tensor4D, stride, pad === 0 ? 'valid' : pad);
          return offset ? add(found, run.weight(offset)) : found;
        },
      };
    },
  });
}
