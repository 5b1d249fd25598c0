import { InvalidOptionError, ShapeError } from '../errors.ts';
import { conv1d } from '../layers/conv1d.ts';
import { flatten } from '../layers/flatten.ts';
import { maxPool1d } from '../layers/max-pool1d.ts';
import { relu } from '../layers/relu.ts';
import { tokenEmbedding } from '../layers/token-embedding.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare, hiddenLayers } from './hidden-layers.ts';

/** Options of {@link charCnn}. */
export const charCnnOptions = optionsSchema('charCnn', {
  embedding: integer({ default: 16, min: 1, meaning: 'the length of the vector of a character' }),
  filters: list(integer({ min: 1, meaning: 'filters of a convolution' }), {
    default: [64, 64, 64],
    meaning: 'the filters of each convolution',
    range: 'at least one whole number above 0',
    expected: 'a list of at least one whole number above 0',
    holds: (filters) => filters.length > 0,
  }),
  windows: list(integer({ min: 1, meaning: 'the width of a filter in characters' }), {
    default: [7, 7, 3],
    meaning: 'the width of the filters of each convolution, in characters',
    range: 'an odd number for each convolution',
    expected: 'a list of an odd number for each convolution',
    holds: (windows) => windows.every((window) => window % 2 === 1),
  }),
  pool: integer({ default: 3, min: 1, meaning: 'how many neighbours become one after each convolution' }),
  features: integer({ default: 64, min: 1, meaning: 'the units of the dense layer at the end' }),
  dropout: dropoutShare('the share of the features dropped while training'),
});

/** Options of {@link charCnn}. */
export type CharCnnOptions = OptionsOf<typeof charCnnOptions>;

/**
 * An encoder for texts as sequences of characters (`fromTable` reads them with `tokens: 'characters'`): convolutions with ReLU, each with max-pooling,
 * and a dense layer with ReLU. Smaller than the paper's; a learnt vector stands for each character instead of a one-hot one, and a convolution keeps
 * the length.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens, {@link ShapeError} when a sequence is
 *   too short for its pooling.
 * @see X. Zhang, J. Zhao, Y. LeCun. Character-level Convolutional Networks for Text Classification. NeurIPS 2015.
 *   https://arxiv.org/abs/1509.01626
 */
export function charCnn(options: CharCnnOptions = {}): Encoder {
  const complete = charCnnOptions.read(options);
  const { embedding, filters, windows, pool, features, dropout } = complete;
  if (windows.length !== filters.length) {
    throw new InvalidOptionError(
      'charCnn',
      'windows',
      `a list of ${filters.length} widths, one for each of filters`,
      windows,
    );
  }
  return defineEncoder('charCnn', { ...complete }, ({ shape, vocabulary }) => {
    const [length = 0] = shape;
    const needed = pool ** filters.length;
    if (vocabulary !== undefined && length < needed) {
      throw new ShapeError(
        `charCnn: ${filters.length} poolings by ${pool} need sequences of at least ${needed} characters, received ${length}.`,
      );
    }
    return [
      tokenEmbedding({ width: embedding }),
      ...filters.flatMap((count, index) => [
        conv1d({ filters: count, window: windows[index] ?? 1 }),
        relu(),
        maxPool1d({ size: pool }),
      ]),
      flatten(),
      ...hiddenLayers({ hidden: [features], dropout }),
    ];
  });
}
