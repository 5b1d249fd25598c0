import { number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { AugmentStep } from './step.ts';

/** Options of {@link colourJitter}. */
export const colourJitterOptions = optionsSchema('colourJitter', {
  brightness: number({
    default: 0.2,
    min: 0,
    meaning: 'how much is added to all values at most, in standard deviations',
  }),
  contrast: number({
    default: 0.2,
    min: 0,
    max: 1,
    meaning: 'by how much distances from the mean of the image change at most',
  }),
  saturation: number({ default: 0.2, min: 0, max: 1, meaning: 'by how much distances from grey change at most' }),
});

/** Options of {@link colourJitter}. */
export type ColourJitterOptions = OptionsOf<typeof colourJitterOptions>;

/**
 * Changes brightness, contrast and saturation of an image at random, in this order:
 *
 *     x ← x + b        x ← m + (1 + c) (x − m)        x ← g + (1 + s) (x − g)
 *
 * with b, c and s uniform in ± the options, m the mean of the image and g that of the channels of the pixel. Departure from torchvision's
 * `ColorJitter`: values are standardised ones, which are not cut to the range of bytes, and there is no change of hue.
 *
 * @param options - How much each changes.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of range.
 */
export function colourJitter(options: ColourJitterOptions = {}): AugmentStep {
  const { brightness, contrast, saturation } = colourJitterOptions.read(options);
  return ({ image, channels }, stream) => {
    const [b, c, s] = [brightness, contrast, saturation].map((most) => (2 * stream.next() - 1) * most) as [
      number,
      number,
      number,
    ];
    const mean = image.reduce((sum, value) => sum + value, 0) / image.length + b;
    for (let pixel = 0; pixel < image.length; pixel += channels) {
      let grey = 0;
      for (let at = pixel; at < pixel + channels; at += 1) {
        image[at] = mean + (1 + c) * ((image[at] ?? 0) + b - mean);
        grey += (image[at] ?? 0) / channels;
      }
      for (let at = pixel; at < pixel + channels; at += 1) image[at] = grey + (1 + s) * ((image[at] ?? 0) - grey);
    }
  };
}
