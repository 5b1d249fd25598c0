import { type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

import type { Forward } from './forward.ts';
import { rows } from './task-gradients.ts';

/**
 * What the task gradients of the Gramian are with respect to:
 *
 * - `'shared'`: the shared parameters.
 * - `'last-layer'`: the weights of the last shared layer and its bias. Cheap; the choice of GradNorm's paper.
 * - `'representation'`: the features that the trunk passes to the heads, for each example of the batch. Cheap, and an approximation:
 *   the upper bound of MGDA's paper (MGDA-UB).
 *
 * Where tasks share nothing, each of them is all parameters.
 */
export type GradientScope = 'shared' | 'last-layer' | 'representation';

/**
 * The Jacobian: one row per task, the flattened gradient of its loss.
 *
 * @param forward - The forward pass.
 * @param place - The gradient scope.
 */
export function scopeJacobian(forward: Forward, place: GradientScope): Tensor2D {
  return rows(forward, scopeTargets(forward, place));
}

function scopeTargets(forward: Forward, place: GradientScope): readonly Tensor[] {
  const { losses, parameters, tape, partition } = forward;
  const shared = parameters.filter((_, index) => partition.shared[index]);
  if (!partition.users.some(({ length }) => length > 1)) return shared;
  if (place === 'last-layer') {
    const last = shared.findLastIndex(({ rank }) => rank > 1);
    return shared.slice(Math.max(last, 0));
  }
  const features = place === 'representation' ? tape.lastShared(losses, shared) : undefined;
  return features ? [features] : shared;
}
