import * as tf from '@tensorflow/tfjs-core';

import type { LossStats, PerTask, TransformBalancer } from '../../src/balancer.ts';
import type { GradientTransform } from '../../src/gradient-transform.ts';

/** What a strategy is told, with numbers that its gradient transform measured. */
export type Told = LossStats & Readonly<Record<string, PerTask>>;

/** A strategy with a gradient transform that weighs all tasks the same, and keeps what it is told. */
export function transformed(
  gradientTransform: GradientTransform,
  more: Partial<TransformBalancer<null>> = {},
): { balancer: TransformBalancer<null>; told: LossStats[] } {
  const told: LossStats[] = [];
  const weigh = (stats: LossStats) => {
    told.push(stats);
    return { weights: stats.losses.map(() => 1), state: null };
  };
  return {
    balancer: { name: 'transformed', needs: 'jacobian', gradientTransform, init: () => null, weigh, ...more },
    told,
  };
}

/** Σ wᵢ∇Lᵢ of the rows. */
export function along(weights: tf.Tensor1D, jacobian: tf.Tensor2D): tf.Tensor1D {
  return tf.reshape(tf.matMul(tf.reshape(weights, [1, weights.size]), jacobian), [-1]);
}
