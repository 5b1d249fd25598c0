import { choice, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import { movePixels } from './move-pixels.ts';
import type { AugmentStep } from './step.ts';

/** Options of {@link flip}. */
export const flipOptions = optionsSchema('flip', {
  axis: choice(['horizontal', 'vertical'], { default: 'horizontal', meaning: 'left to right, or upside down' }),
  chance: number({ default: 0.5, min: 0, max: 1, meaning: 'the share of the images that are flipped' }),
});

/** Options of {@link flip}. */
export type FlipOptions = OptionsOf<typeof flipOptions>;

/**
 * Mirrors an image, and its masks. Not for tasks that tell left from right, such as digits.
 *
 * @param options - Along which axis, and how often.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of range.
 */
export function flip(options: FlipOptions = {}): AugmentStep {
  const { axis, chance } = flipOptions.read(options);
  return (example, stream) => {
    if (stream.next() >= chance) return;
    const { height, width } = example;
    movePixels(example, (row, column) =>
      axis === 'horizontal' ? [row, width - 1 - column] : [height - 1 - row, column],
    );
  };
}
