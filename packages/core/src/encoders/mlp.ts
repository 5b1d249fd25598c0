import { InvalidOptionError } from '../errors.ts';
import { flatten } from '../layers/flatten.ts';
import { list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare, hiddenLayers, hiddenNorm, hiddenUnits } from './hidden-layers.ts';

/** Options of {@link mlp}. */
export const mlpOptions = optionsSchema('mlp', {
  hidden: list(hiddenUnits, {
    default: [64, 64],
    meaning: 'the units of each hidden layer',
    range: 'whole numbers above 0',
    expected: 'a list of whole numbers above 0',
  }),
  dropout: dropoutShare('the share of units dropped after each layer while training'),
  norm: hiddenNorm,
});

/** Options of {@link mlp}. */
export type MlpOptions = OptionsOf<typeof mlpOptions>;

/**
 * An encoder for numbers: dense layers with ReLU, and normalization before it and dropout after it if asked for. Images are flattened.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is tokens or has categories.
 */
export function mlp(options: MlpOptions = {}): Encoder {
  const complete = mlpOptions.read(options);
  return defineEncoder('mlp', { ...complete }, (input) => {
    if (input.vocabulary !== undefined) throw new InvalidOptionError('mlp', 'input', 'numbers or images', 'tokens');
    if (input.columns?.some(({ levels }) => levels !== undefined)) {
      throw new InvalidOptionError(
        'mlp',
        'input',
        'numbers only (the encoder tabular() takes categories)',
        'categories',
      );
    }
    return [...(input.shape.length > 1 ? [flatten()] : []), ...hiddenLayers(complete)];
  });
}
