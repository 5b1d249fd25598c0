import { batchNorm } from '../layers/batch-norm.ts';
import { dense } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import type { Layer } from '../layers/layer.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { relu } from '../layers/relu.ts';
import { choice, integer, number, type Option } from '../options/option.ts';

/** An option that is the units of a hidden layer. */
export const hiddenUnits = integer({ min: 1, meaning: 'units of a layer' });

/**
 * Declares the option `dropout` of an encoder; nothing is dropped when it is left out.
 *
 * @param meaning - What is dropped, and where.
 */
export function dropoutShare(meaning: string): Option<number> {
  return number({ default: 0, min: 0, below: 1, search: [0, 0.5], meaning });
}

/** An option that is the normalization between a dense layer and its ReLU. */
export const hiddenNorm = choice(['none', 'batch', 'layer'], {
  default: 'none',
  meaning: 'the normalization between each dense layer and its ReLU',
});

/** A normalization of features, by its name. */
export type NormName = 'none' | 'batch' | 'layer';

/**
 * The layers of a normalization; none for `none`.
 *
 * @param norm - Its name.
 */
export function normOf(norm: NormName): readonly Layer[] {
  return norm === 'none' ? [] : [norm === 'batch' ? batchNorm() : layerNorm()];
}

/**
 * Dense layers with ReLU, and normalization before it and dropout after it if asked for.
 *
 * @param options - Their sizes.
 */
export function hiddenLayers({
  hidden,
  dropout,
  norm = 'none',
}: {
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly norm?: NormName;
}): readonly Layer[] {
  const after = dropout > 0 ? [dropoutLayer({ rate: dropout })] : [];
  return hidden.flatMap((units) => [dense({ units }), ...normOf(norm), relu(), ...after]);
}
