import { conv2d } from '../layers/conv2d.ts';
import { flatten } from '../layers/flatten.ts';
import { maxPool } from '../layers/max-pool.ts';
import { relu } from '../layers/relu.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare, hiddenLayers } from './hidden-layers.ts';

/** Options of {@link cnn}. */
export const cnnOptions = optionsSchema('cnn', {
  filters: list(integer({ min: 1, meaning: 'filters of a convolution' }), {
    default: [10, 20],
    meaning: 'the filters of each convolution',
    range: 'whole numbers above 0',
    expected: 'a list of whole numbers above 0',
  }),
  kernel: integer({ default: 5, min: 1, meaning: 'the side of a filter, in pixels' }),
  features: integer({ default: 50, min: 1, meaning: 'the units of the dense layer at the end' }),
  dropout: dropoutShare('the share of the features dropped while training'),
});

/** Options of {@link cnn}. */
export type CnnOptions = OptionsOf<typeof cnnOptions>;

/**
 * An encoder for images: convolutions, each with 2×2 max-pooling and ReLU, then a dense layer with ReLU. With its defaults it is the
 * LeNet that multi-task papers train on MultiMNIST.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} when the input is not images, or too small.
 * @see O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.
 *   https://arxiv.org/abs/1810.04650
 */
export function cnn(options: CnnOptions = {}): Encoder {
  const complete = cnnOptions.read(options);
  const { filters, kernel, features, dropout } = complete;
  return defineEncoder('cnn', { ...complete }, () => [
    // Pooling before ReLU: ReLU then has a quarter of the work, and the result is the same.
    ...filters.flatMap((count) => [conv2d({ filters: count, kernel }), maxPool(), relu()]),
    flatten(),
    ...hiddenLayers({ hidden: [features], dropout }),
  ]);
}
