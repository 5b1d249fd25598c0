import type { InputSpec } from '../dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';

/** The shared part of a model: a recipe that is completed when the kind of input is known. */
export interface Trunk {
  /** What it is, for reports: `mlp(64, 64)`. */
  readonly name: string;
  /**
   * The layers for this kind of input, ending in a feature vector for each example.
   *
   * @param input - What one example looks like.
   */
  build(input: InputSpec): readonly Layer[];
}

/**
 * Checks the sizes that a trunk is made of.
 *
 * @param owner - The trunk.
 * @param sizes - Each size by the name of its option.
 * @throws {@link InvalidOptionError} when one is not a whole number above 0.
 */
export function checkSizes(owner: string, sizes: Readonly<Record<string, number | readonly number[]>>): void {
  for (const [option, size] of Object.entries(sizes)) {
    for (const number of [size].flat()) {
      if (!(Number.isInteger(number) && number > 0)) {
        throw new InvalidOptionError(owner, option, 'made of whole numbers above 0', size);
      }
    }
  }
}

/**
 * Checks a share of numbers to drop.
 *
 * @param owner - The trunk.
 * @param rate - The share.
 * @throws {@link InvalidOptionError} when it is not from 0 up to 1.
 */
export function checkRate(owner: string, rate: number): void {
  if (!(rate >= 0 && rate < 1)) throw new InvalidOptionError(owner, 'dropout', 'at least 0 and below 1', rate);
}
