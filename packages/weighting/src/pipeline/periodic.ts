import type { PerTask, StepStats, WeighingStatus } from '@equipoise/core';

import { put, take } from '../math/per-task.ts';
import { checkFinite, presentTasks } from '../present.ts';
import { forwardHooks, type Part } from './part.ts';

/** What a strategy that is asked now and then remembers. */
export interface PeriodicState {
  /** Batches since the weights were last computed; null before the first. */
  readonly age: number | null;
  /** The weight of each task; null before its first. */
  readonly weights: readonly (number | null)[];
  /** How they were come by. */
  readonly status: WeighingStatus;
  /** What the inner strategy remembers. */
  readonly inner: unknown;
}

/**
 * Computes the weights of a strategy every R batches, and keeps them in between. It also computes them when a present task has no
 * weight yet. Kept weights keep their status. They are known ahead of the batch, so that no per-task gradients are computed.
 *
 * @param owner - What the result is called.
 * @param inner - The strategy.
 * @param period - R, a whole number of at least 1.
 */
export function periodic(owner: string, inner: Part, period: number): Part<PeriodicState> {
  /** The weights of a batch that the strategy is not asked about. */
  const kept = (stats: StepStats, { age, weights }: PeriodicState): PerTask | undefined => {
    const before = take(weights, presentTasks(stats, weights.length));
    const known = before.flatMap((weight) => weight ?? []);
    return age !== null && age + 1 < period && known.length === before.length ? known : undefined;
  };
  return {
    name: owner,
    ...(inner.headPolicy && { headPolicy: inner.headPolicy }),
    ...(inner.holdsPriorities && { holdsPriorities: true }),
    needs: inner.needs,
    init: (taskCount, settings) => ({
      age: null,
      weights: new Array<null>(taskCount).fill(null),
      status: 'solved',
      inner: inner.init(taskCount, settings),
    }),
    weightsAhead: kept,
    weigh(stats, state) {
      const present = presentTasks(stats, state.weights.length);
      const before = kept(stats, state);
      if (before) {
        if (inner.needs !== 'nothing') checkFinite(owner, 'loss', stats.losses, present);
        return { weights: before, state: { ...state, age: (state.age ?? 0) + 1 }, status: state.status };
      }
      const { weights, status = 'solved', state: innerState } = inner.weigh(stats, state.inner);
      const next = { age: 0, weights: put(state.weights, present, weights), status, inner: innerState };
      return { weights, state: next, status };
    },
    ...forwardHooks(inner),
  };
}
