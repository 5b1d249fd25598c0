import { dense } from '../layers/dense.ts';
import type { Layer } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { checkSizes } from './trunk.ts';

/** A task's own part of a model: a recipe that is completed when the sizes are known. */
export interface Head {
  /** What it is, for reports. */
  readonly name: string;
  /**
   * The layers from the trunk's features to a task's outputs.
   *
   * @param sizes - How many features the trunk gives, and how many outputs the task has.
   */
  build(sizes: { readonly features: number; readonly outputs: number }): readonly Layer[];
}

/** What {@link mlpHead} can be told. */
export interface MlpHeadOptions {
  /**
   * Numbers that each hidden layer of the head gives.
   *
   * @defaultValue []
   */
  readonly hidden?: readonly number[];
}

/**
 * A head of dense layers: hidden ones with ReLU, if any, and one to the task's outputs.
 *
 * @param options - The layers.
 */
export function mlpHead(options: MlpHeadOptions = {}): Head {
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
