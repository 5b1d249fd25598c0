import { conv2d } from '../layers/conv2d.ts';
import type { Layer } from '../layers/layer.ts';
import { maxPool } from '../layers/max-pool.ts';
import { relu } from '../layers/relu.ts';
import { residual } from '../layers/residual.ts';
import { sequential } from '../layers/sequential.ts';
import { upsample } from '../layers/upsample.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { requireSides } from './image-sides.ts';

/** Options of {@link skipCnn}. */
export const skipCnnOptions = optionsSchema('skipCnn', {
  filters: list(integer({ min: 1, meaning: 'filters of a convolution' }), {
    default: [16, 32],
    meaning: 'the filters at full size, at half size, at a quarter …; the first is the number of features of a pixel',
    range: 'at least one whole number above 0',
    expected: 'a list of at least one whole number above 0',
    holds: (filters) => filters.length > 0,
  }),
  kernel: integer({ default: 3, min: 1, meaning: 'the side of a filter, in pixels; odd' }),
});

/** Options of {@link skipCnn}. */
export type SkipCnnOptions = OptionsOf<typeof skipCnnOptions>;

/**
 * An encoder for images that keeps their size: features for each pixel, for tasks such as `segmentation`. Convolutions on the way down, each after a
 * 2 × 2 max-pooling, and on the way up, each after an upsampling; at every size what came down is added to what comes up, as in LinkNet. Other
 * tasks read the features of all pixels.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not images, or cannot be halved as often.
 * @see A. Chaurasia, E. Culurciello. LinkNet: Exploiting Encoder Representations for Efficient Semantic Segmentation. VCIP 2017.
 *   https://arxiv.org/abs/1707.03718
 */
export function skipCnn(options: SkipCnnOptions = {}): Encoder {
  const complete = skipCnnOptions.read(options);
  const { filters, kernel } = complete;
  const convolution = (count: number): readonly Layer[] => [
    conv2d({ filters: count, kernel, padding: 'half' }),
    relu(),
  ];
  const below = ([own = 1, next, ...rest]: readonly number[]): readonly Layer[] => {
    if (next === undefined) return [];
    const inner = below([next, ...rest]);
    const up = conv2d({ filters: own, kernel, padding: 'half' });
    return [residual(sequential([maxPool(), ...convolution(next), ...inner, upsample(), up])), relu()];
  };
  return defineEncoder('skipCnn', { ...complete }, (input) => {
    requireSides('skipCnn', input, filters.length, 2 ** (filters.length - 1));
    return [...convolution(filters[0] ?? 1), ...below(filters)];
  });
}
