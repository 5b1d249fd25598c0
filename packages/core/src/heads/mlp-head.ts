import { ShapeError } from '../errors.ts';
import { hiddenLayers, hiddenUnits } from '../encoders/hidden-layers.ts';
import { dense } from '../layers/dense.ts';
import { sequential } from '../layers/sequential.ts';
import { vector } from '../layers/vector.ts';
import { list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Head } from './head.ts';

/** Options of {@link mlpHead}. */
export const mlpHeadOptions = optionsSchema('mlpHead', {
  hidden: list(hiddenUnits, {
    default: [],
    meaning: 'the units of each hidden layer',
    range: 'whole numbers above 0',
    expected: 'a list of whole numbers above 0',
  }),
});

/** Options of {@link mlpHead}. */
export type MlpHeadOptions = OptionsOf<typeof mlpHeadOptions>;

/**
 * An MLP head over flattened features: dense hidden layers with ReLU, if any, and a dense layer to the task's outputs. Features of tokens are
 * pooled over the sequence by {@link tokenPool} instead.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, {@link ShapeError} for outputs that are more than a vector.
 */
export function mlpHead(options: MlpHeadOptions = {}): Head {
  const complete = mlpHeadOptions.read(options);
  return {
    config: { kind: 'head', name: 'mlpHead', options: { ...complete } },
    layer({ shape }) {
      const [units] = shape;
      if (units === undefined || shape.length !== 1) {
        throw new ShapeError(`mlpHead: a task's outputs must be a vector for each example, are [${shape.join()}].`);
      }
      return sequential([vector, ...hiddenLayers({ ...complete, dropout: 0 }), dense({ units })]);
    },
  };
}
