import { tensor1d, tidy, type Variable, variable } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * Weights of a model, one after the other, as a variable.
 *
 * @param values - The weights.
 */
export function weightVector(values: Float32Array): Variable {
  return tidy(() => variable(tensor1d(values)));
}

/**
 * Replaces the weights that a variable holds.
 *
 * @param target - The variable.
 * @param values - The weights, as many as it has.
 * @throws {@link ShapeError} when there are more or fewer.
 */
export function replaceWeights(target: Variable, values: Float32Array): void {
  if (values.length !== target.size) {
    throw new ShapeError(`model: expected ${target.size} numbers, received ${values.length}.`);
  }
  tidy(() => {
    target.assign(tensor1d(values));
  });
}
