import { add, depthwiseConv2d as convolve, type Tensor4D } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, imageAxes } from './define-layer.ts';
import { uniform } from './initializers.ts';
import type { Layer } from './layer.ts';

/** Options of {@link depthwiseConv2d}. */
export const depthwiseConv2dOptions = optionsSchema('depthwiseConv2d', {
  kernel: integer({ default: 3, min: 1, meaning: 'the side of a filter, in pixels; odd' }),
});

/** Options of {@link depthwiseConv2d}. */
export type DepthwiseConv2dOptions = OptionsOf<typeof depthwiseConv2dOptions>;

/**
 * A convolution over images with one filter for each channel, which reads that channel only, and a bias. Beyond the edges are zeros, so that the size stays.
 *
 * @param options - The side of its filters.
 * @throws {@link InvalidOptionError} when it is out of range, {@link ShapeError} when the input is not images.
 */
export function depthwiseConv2d(options: DepthwiseConv2dOptions = {}): Layer {
  const { kernel } = depthwiseConv2dOptions.read(options);
  if (kernel % 2 === 0) throw new InvalidOptionError('depthwiseConv2d', 'kernel', 'odd', kernel);
  return defineLayer({
    name: 'depthwiseConv2d',
    options: { kernel },
    build(input, scope) {
      const [, , channels] = imageAxes('depthwiseConv2d', input);
      const weight = scope.weight('kernel', [kernel, kernel, channels, 1], uniform(kernel * kernel));
      const offset = scope.weight('bias', [channels], uniform(kernel * kernel));
      return {
        shape: input.shape,
        call: (images, run) =>
          add(convolve(images as Tensor4D, run.weight(weight) as Tensor4D, 1, 'same'), run.weight(offset)),
      };
    },
  });
}
