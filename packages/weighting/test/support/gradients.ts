import type { AnyBalancer, GradientStats, PerTask, Weighing } from '@equipoise/core';

import { gramianOf } from '../../src/testing/epochs.ts';

/** The gradients of some tasks, a row each. */
export type Jacobian = readonly PerTask[];

/** What a batch tells of tasks with these gradients, and losses of 1 unless they are given. */
export function batchOf(jacobian: Jacobian, losses: PerTask = jacobian.map(() => 1)): GradientStats {
  return { losses, gramian: gramianOf(jacobian), precision: 'float64' };
}

/** What a new run of a strategy answers to these gradients. */
export function answerTo(balancer: AnyBalancer, jacobian: Jacobian, losses?: PerTask): Weighing<unknown> {
  return balancer.weigh(batchOf(jacobian, losses), balancer.init(jacobian.length));
}

/** The weights of a new run for these gradients. */
export function weightsFor(balancer: AnyBalancer, jacobian: Jacobian, losses?: PerTask): PerTask {
  return answerTo(balancer, jacobian, losses).weights;
}

/** d = Jᵀw. */
export function combination(jacobian: Jacobian, weights: PerTask): number[] {
  return (jacobian[0] ?? []).map((_, column) =>
    jacobian.reduce((total, row, task) => total + (row[column] ?? 0) * (weights[task] ?? 0), 0),
  );
}

/** The update that a new run makes of these gradients. */
export function directionFor(balancer: AnyBalancer, jacobian: Jacobian): number[] {
  return combination(jacobian, weightsFor(balancer, jacobian));
}

/** ⟨a, b⟩. */
export function product(first: PerTask, second: PerTask): number {
  return first.reduce((total, value, index) => total + value * (second[index] ?? 0), 0);
}

/** |a|. */
export function length(vector: PerTask): number {
  return Math.hypot(...vector);
}

/** How long the parts are that an update is the sum of: rounding errors are in proportion to it. */
export function partsLength(jacobian: Jacobian, weights: PerTask): number {
  return jacobian.reduce((total, row, task) => total + Math.abs(weights[task] ?? 0) * length(row), 0);
}

/** |a − b| in units of |b|, or of a given length. */
export function apart(received: PerTask, expected: PerTask, unit = length(expected)): number {
  return length(received.map((value, index) => value - (expected[index] ?? 0))) / (unit || 1);
}
