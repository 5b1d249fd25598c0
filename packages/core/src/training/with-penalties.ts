import { add, type Tensor1D } from '@tensorflow/tfjs-core';

import type { Forward } from './forward.ts';
import { flatten } from './task-gradients.ts';

/**
 * The direction of a step with the gradient of what layers and architectures penalise: strategies have no say in it.
 *
 * @param gradient - The direction by the losses of the tasks, over all parameters.
 * @param forward - The forward pass.
 */
export function withPenalties(gradient: Tensor1D, { run, tape, parameters }: Forward): Tensor1D {
  if (run.penalties.length === 0) return gradient;
  return add(gradient, flatten(tape.vjp(run.penalties, parameters), parameters));
}
