import type { PerTask, StepStats, WeighingStatus } from '@equipoise/core';

import { put, same, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { presentTasks } from '../present.ts';
import { only, scaled } from './batch.ts';
import { forwardValidation, mostDemanding, type Part } from './part.ts';

/** What {@link weighted} remembers. */
export interface WeightedState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** What the weighting remembers. */
  readonly weighting: unknown;
  /** What the aggregation remembers. */
  readonly aggregation: unknown;
}

/**
 * Weights the losses by one strategy, and aggregates the gradients of the weighted losses by another.
 *
 *     l̃ᵢ = vᵢlᵢ     G̃ = diag(v)·G·diag(v)     wᵢ = vᵢ·aᵢ(l̃, G̃)
 *
 * v are the weights of the first, a those of the second. The first receives the original losses, also after a step. A task to
 * which it gives weight 0 is left out of the aggregation, where a zero gradient could make the whole update 0.
 *
 * @param owner - What the result is called.
 * @param weighting - The strategy that weighs losses.
 * @param aggregation - The strategy that aggregates gradients.
 */
export function weighted(owner: string, weighting: Part, aggregation: Part): Part<WeightedState> {
  return {
    name: owner,
    ...(aggregation.holdsPriorities && { holdsPriorities: true }),
    needs: mostDemanding(weighting.needs, aggregation.needs),
    init: (taskCount, settings) => ({
      taskCount,
      weighting: weighting.init(taskCount, settings),
      aggregation: aggregation.init(taskCount, settings),
    }),
    weigh(stats, state) {
      const first = weighting.weigh(stats, state.weighting);
      const next = { ...state, weighting: first.state };
      const weighing = placesOf(first.weights);
      if (weighing.length === 0)
        return { weights: first.weights, state: next, status: worst(first.status, 'degenerate') };
      const factors = take(first.weights, weighing);
      const batch = only(stats, presentTasks(stats, state.taskCount), weighing);
      const second = aggregation.weigh(scaled(batch, factors), state.aggregation);
      return {
        weights: put(same(0, first.weights), weighing, product(factors, second.weights)),
        state: { ...next, aggregation: second.state },
        status: worst(first.status, second.status),
      };
    },
    ...(aggregation.weightsAhead && {
      weightsAhead(stats: StepStats, state: WeightedState) {
        const first = weightsAheadOf(weighting, stats, state.weighting);
        const weighing = placesOf(first ?? []);
        if (!first || weighing.length === 0) return first;
        const tasks = take(presentTasks(stats, state.taskCount), weighing);
        const second = aggregation.weightsAhead?.({ ...stats, tasks }, state.aggregation);
        return second && put(same(0, first), weighing, product(take(first, weighing), second));
      },
    }),
    ...(weighting.current && { current: (stats, state) => weighting.current?.(stats, state.weighting) ?? [] }),
    ...(weighting.afterStep && {
      afterStep: (stats, state) => ({ ...state, weighting: weighting.afterStep?.(stats, state.weighting) }),
    }),
    ...((weighting.endEpoch ?? aggregation.endEpoch) && {
      endEpoch: (means, { taskCount, weighting: first, aggregation: second }) => ({
        taskCount,
        weighting: weighting.endEpoch ? weighting.endEpoch(means, first) : first,
        aggregation: aggregation.endEpoch ? aggregation.endEpoch(means, second) : second,
      }),
    }),
    ...forwardValidation<WeightedState, 'weighting'>(weighting, 'weighting'),
  };
}

/** The weights of a part, if it knows them before the batch; one that needs no statistics always does. */
function weightsAheadOf(part: Part, stats: StepStats, state: unknown): PerTask | undefined {
  if (part.needs === 'nothing') return part.weigh({ ...stats, losses: [], gramian: [] }, state).weights;
  return part.weightsAhead?.(stats, state);
}

/** The places of the tasks that have a weight. */
function placesOf(weights: PerTask): readonly number[] {
  return [...weights.keys()].filter((place) => weights[place] !== 0);
}

/**
 * The worst status of several parts.
 *
 * @param statuses - Those of the parts.
 */
function worst(...statuses: readonly (WeighingStatus | undefined)[]): WeighingStatus {
  if (statuses.includes('fallback')) return 'fallback';
  return statuses.includes('degenerate') ? 'degenerate' : 'solved';
}
