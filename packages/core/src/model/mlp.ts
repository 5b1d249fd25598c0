import { inputShape } from '../dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import { checkKnownOptions } from '../known-options.ts';
import { dense } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { flatten } from '../layers/flatten.ts';
import type { Layer } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { checkRate, checkSizes, type Trunk } from './trunk.ts';

/** Options of {@link mlp}. */
export interface MlpOptions {
  /**
   * Units of each hidden layer.
   *
   * @defaultValue [64, 64]
   */
  readonly hidden?: readonly number[];
  /**
   * The dropout rate after each hidden layer, in training.
   *
   * @defaultValue 0
   */
  readonly dropout?: number;
}

/**
 * A trunk of dense layers with ReLU, for tabular data (and for flattened images).
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when a size or the share to drop is out of range.
 */
export function mlp(options: MlpOptions = {}): Trunk {
  checkKnownOptions<MlpOptions>('mlp', options, { hidden: true, dropout: true });
  const { hidden = [64, 64], dropout = 0 } = options;
  checkSizes('mlp', { hidden });
  checkRate('mlp', dropout);
  return {
    name: `mlp(${hidden.join(', ')})`,
    build: (input) => {
      if (input.kind === 'text') throw new InvalidOptionError('mlp', 'input', 'a table or images', 'text');
      const layers: Layer[] = [];
      const shape = inputShape(input);
      if (shape.length > 1) layers.push(flatten(shape));
      let width = shape.reduce((product, length) => product * length, 1);
      for (const units of hidden) {
        layers.push(dense(width, units), relu([units]));
        if (dropout > 0) layers.push(dropoutLayer([units], dropout));
        width = units;
      }
      return layers;
    },
  };
}
