import { type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

import { rows, sharedParameters, type Forward } from './task-gradients.ts';

/**
 * What the gradients are taken over that a strategy looks at by their Gramian:
 *
 * - `'shared'`: the shared parameters.
 * - `'last-layer'`: the weights of the last shared layer, and what comes after them: cheap, and what GradNorm's paper does.
 * - `'representation'`: the numbers that the trunk hands to the heads, for each example of the batch. Cheap, and an approximation:
 *   MGDA's paper calls what becomes of it an upper bound.
 */
export type GradientScope = 'shared' | 'last-layer' | 'representation';

/** Every {@link GradientScope}. */
export const gradientScopes: readonly GradientScope[] = ['shared', 'last-layer', 'representation'];

/**
 * The gradient of each task's loss, laid in a row: tasks × numbers.
 *
 * @param forward - The forward pass, which is not run again.
 * @param place - What the gradients are over.
 */
export function scopeJacobian(forward: Forward, place: GradientScope): Tensor2D {
  return rows(forward, scopeTargets(forward, place));
}

function scopeTargets(forward: Forward, place: GradientScope): readonly Tensor[] {
  const { losses, parameters, tape } = forward;
  const isShared = sharedParameters(forward);
  const shared = parameters.filter((_, index) => isShared[index]);
  if (place === 'last-layer') {
    const last = shared.findLastIndex(({ rank }) => rank > 1);
    return shared.slice(Math.max(last, 0));
  }
  const features = place === 'representation' ? tape.lastShared(losses, shared) : undefined;
  return features ? [features] : shared;
}
