import type { AnyBalancer, LossStats, PerTask, TransformBalancer, TransformBatch } from '@equipoise/core';
import {
  matMul,
  mul,
  reshape,
  square,
  sub,
  sum,
  type Tensor1D,
  tensor1d,
  type Tensor2D,
  tensor2d,
} from '@tensorflow/tfjs-core';

import {
  linearBatch,
  type TransformMemory,
  type TransformOutcome,
  type TransformTrial,
  tryTransform,
} from '../../src/testing.ts';

/** What a gradient transform finds in a step: gradients, and losses of 1 unless they are given. */
export interface Found extends Partial<TransformTrial> {
  readonly jacobian: readonly PerTask[];
  readonly losses?: PerTask;
}

/** Applies a strategy's gradient transform to a step whose losses are linear in as many parameters as the gradients are long. */
export function step(
  balancer: AnyBalancer,
  { jacobian, losses, ...trial }: Found,
  memory?: TransformMemory,
): TransformOutcome {
  return tryTransform(
    balancer,
    {
      taskCount: jacobian.length,
      parameters: (jacobian[0] ?? []).map(() => 0),
      batches: () => [linearBatch(losses ?? jacobian.map(() => 1), jacobian)],
      ...trial,
    },
    memory,
  );
}

/** What came of each of several steps. */
export function steps(balancer: AnyBalancer, all: readonly Found[]): readonly TransformOutcome[] {
  const outcomes: TransformOutcome[] = [];
  for (const found of all) outcomes.push(step(balancer, found, outcomes.at(-1)?.memory));
  return outcomes;
}

/** A batch of losses Lᵢ(θ) = ½|θ − cᵢ|². */
export function quadraticBatch(centres: readonly PerTask[], parameters: readonly number[]): TransformBatch {
  const rows = tensor2d(centres.map((row) => [...row]));
  const gap = (at: Tensor1D = tensor1d([...parameters])): Tensor2D => sub(reshape(at, [1, at.size]), rows);
  return {
    losses: (at) => sum<Tensor1D>(mul(square(gap(at)), 0.5), 1),
    gradient: (weights, { at } = {}) => reshape(matMul(reshape(weights, [1, weights.size]), gap(at)), [-1]),
    jacobian: ({ at } = {}) => gap(at),
  };
}

/** A strategy that keeps what it was told. */
export function listening<State>(balancer: TransformBalancer<State>): {
  balancer: AnyBalancer;
  told: Record<string, unknown>[];
} {
  const told: Record<string, unknown>[] = [];
  const weigh = (stats: LossStats, state: State) => {
    told.push({ ...stats });
    return balancer.weigh(stats, state);
  };
  return { balancer: { ...balancer, weigh }, told };
}

/**
 * A step on a batch with these gradients, and another with those.
 *
 * @param jacobian - The gradients on the step's own batch.
 * @param other - Those on the other.
 */
export function linear(jacobian: readonly (readonly number[])[], other: readonly (readonly number[])[]): Found {
  return {
    jacobian,
    batches: () =>
      [jacobian, other].map((rows) =>
        linearBatch(
          rows.map(() => 1),
          rows,
        ),
      ),
  };
}
