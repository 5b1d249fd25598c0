import { checkKnownOptions } from '../known-options.ts';
import { dense } from '../layers/dense.ts';
import type { Layer } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { checkSizes } from './trunk.ts';

/** The part of a model for one task: built once the sizes are known. */
export interface Head {
  /** Its name, for reports. */
  readonly name: string;
  /**
   * The layers from the trunk's features to a task's outputs.
   *
   * @param sizes - The number of features from the trunk, and the number of outputs of the task.
   */
  build(sizes: { readonly features: number; readonly outputs: number }): readonly Layer[];
}

/** Options of {@link mlpHead}. */
export interface MlpHeadOptions {
  /**
   * Units of each hidden layer of the head.
   *
   * @defaultValue []
   */
  readonly hidden?: readonly number[];
}

/**
 * An MLP head: dense hidden layers with ReLU, if any, and a dense layer to the task's outputs.
 *
 * @param options - The layers.
 */
export function mlpHead(options: MlpHeadOptions = {}): Head {
  checkKnownOptions<MlpHeadOptions>('mlpHead', options, { hidden: true });
  const { hidden = [] } = options;
  checkSizes('mlpHead', { hidden });
  return {
    name: `mlpHead(${hidden.join(', ')})`,
    build: ({ features, outputs }) => {
      const widths = [features, ...hidden];
      const layers = hidden.flatMap((units, index) => [dense(widths[index] ?? 0, units), relu([units])]);
      return [...layers, dense(widths.at(-1) ?? features, outputs)];
    },
  };
}
