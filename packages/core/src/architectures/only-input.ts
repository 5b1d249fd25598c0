import type { Inputs } from '../data/dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import type { TensorSpec } from '../layers/layer.ts';

/**
 * The only input of a data set, for architectures that have one encoder.
 *
 * @param owner - The architecture.
 * @param inputs - The inputs.
 * @returns Its name, and what one example is.
 * @throws {@link InvalidOptionError} when there are several.
 */
export function onlyInput(owner: string, inputs: Inputs<TensorSpec>): readonly [string, TensorSpec] {
  const [first, ...others] = Object.entries(inputs);
  if (first && others.length === 0) return first;
  throw new InvalidOptionError(owner, 'input', 'one input', Object.keys(inputs));
}
