import { dense } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import type { Layer } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { integer, number, type Option } from '../options/option.ts';

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

/**
 * Dense layers with ReLU, and dropout after each if asked for.
 *
 * @param options - Their sizes.
 */
export function hiddenLayers({
  hidden,
  dropout,
}: {
  readonly hidden: readonly number[];
  readonly dropout: number;
}): readonly Layer[] {
  const after = dropout > 0 ? [dropoutLayer({ rate: dropout })] : [];
  return hidden.flatMap((units) => [dense({ units }), relu(), ...after]);
}
