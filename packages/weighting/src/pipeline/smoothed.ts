import { combine, put, take } from '../math/per-task.ts';
import { presentTasks } from '../present.ts';
import { forwardHooks, type Part } from './part.ts';

/** What a smoothed strategy remembers. */
export interface SmoothedState {
  /** The smoothed weight of each task; null before its first. */
  readonly weights: readonly (number | null)[];
  /** What the inner strategy remembers. */
  readonly inner: unknown;
}

/**
 * Smooths the weights of a strategy over batches by an exponential moving average.
 *
 *     wᵢ ← a·wᵢ + (1 − a)·ŵᵢ     starting at the first ŵᵢ
 *
 * ŵ are the weights of the strategy. The weight of an absent task does not change.
 *
 * @param owner - What the result is called.
 * @param inner - The strategy.
 * @param smoothing - a, from 0 to below 1.
 */
export function smoothed(owner: string, inner: Part, smoothing: number): Part<SmoothedState> {
  return {
    name: owner,
    ...(inner.headPolicy && { headPolicy: inner.headPolicy }),
    ...(inner.holdsPriorities && { holdsPriorities: true }),
    needs: inner.needs,
    init: (taskCount, settings) => ({
      weights: new Array<null>(taskCount).fill(null),
      inner: inner.init(taskCount, settings),
    }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.weights.length);
      const answer = inner.weigh(stats, state.inner);
      const weights = combine(take(state.weights, present), answer.weights, (before, now) =>
        before === null ? now : smoothing * before + (1 - smoothing) * now,
      );
      return { ...answer, weights, state: { weights: put(state.weights, present, weights), inner: answer.state } };
    },
    ...forwardHooks(inner),
  };
}
