import { expandDims, mul, reshape, stack, sum, unstack } from '@tensorflow/tfjs-core';

import { lastAxis } from '../layers/define-layer.ts';
import type { Scope, TensorSpec } from '../layers/layer.ts';
import type { Exchange } from './columns.ts';
import { mixFeatures } from './mix-features.ts';
import { nearIdentity } from './near-identity.ts';

/** How a stitch is built. */
export interface StitchOptions {
  /** How many features it mixes. */
  readonly count: number;
  /** What each begins with of itself. */
  readonly own: number;
  /** Whether each channel has shares of its own. */
  readonly perChannel?: boolean;
}

/**
 * Declares the mixture of features of one shape: y_i = Σ_j α_ij x_j.
 *
 * @param owner - The architecture, for errors.
 * @param features - What one of them is for one example.
 * @param scope - Where α is declared, `alpha`: count × count, or count × count × channels.
 * @param options - How many there are, and how it begins.
 */
export function buildStitch(
  owner: string,
  features: TensorSpec,
  scope: Scope,
  { count, own, perChannel = false }: StitchOptions,
): Exchange {
  const { shape } = features;
  const channels = perChannel ? lastAxis(owner, features) : 1;
  const alpha = scope.weight('alpha', [count, count, ...(perChannel ? [channels] : [])], nearIdentity(own), {
    decay: false, // It begins near the identity, and has no reason to shrink.
  });
  if (!perChannel) return (given, run) => mixFeatures(run.weight(alpha), given, shape);
  const ones = shape.slice(0, -1).map(() => 1);
  return (given, run) => {
    const shares = reshape(run.weight(alpha), [count, count, 1, ...ones, channels]); // The third axis is that of the examples.
    return unstack(sum(mul(expandDims(stack([...given]), 0), shares), 1));
  };
}
