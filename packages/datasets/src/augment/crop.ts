import { integer, optionsSchema, type OptionsOf } from '@equipoise/core';

import { movePixels } from './move-pixels.ts';
import type { AugmentStep } from './step.ts';

/** Options of {@link crop}. */
export const cropOptions = optionsSchema('crop', {
  padding: integer({ default: 4, min: 1, meaning: 'by how many pixels an image is moved at most, in each direction' }),
});

/** Options of {@link crop}. */
export type CropOptions = OptionsOf<typeof cropOptions>;

/**
 * Pads an image on all sides and cuts a part of its own size out of it, at a random place: with a padding of 4 the usual augmentation of CIFAR. The
 * padding is 0, the mean of the channel; pixels of masks there have no label.
 *
 * @param options - How wide the padding is.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of range.
 * @see K. He, X. Zhang, S. Ren, J. Sun. Deep Residual Learning for Image Recognition. CVPR 2016, section 4.2. https://arxiv.org/abs/1512.03385
 */
export function crop(options: CropOptions = {}): AugmentStep {
  const { padding } = cropOptions.read(options);
  return (example, stream) => {
    const [down, right] = [stream.integer(2 * padding + 1) - padding, stream.integer(2 * padding + 1) - padding];
    movePixels(example, (row, column) => [row + down, column + right]);
  };
}
