import type { Balancer, GradientStats, PerTask, WeighingStatus } from '@equipoise/core';

import { combine, scale } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { mostOf, type Part } from './part.ts';

/** What {@link weighted} remembers. */
export interface WeightedState {
  /** What the weighting remembers. */
  readonly weighting: unknown;
  /** What the aggregation remembers. */
  readonly aggregation: unknown;
}

/**
 * Weighs the losses by one strategy, and aggregates the gradients of the weighted losses by another.
 *
 *     l̃ᵢ = vᵢlᵢ     G̃ = diag(v)·G·diag(v)     wᵢ = vᵢ·aᵢ(l̃, G̃)
 *
 * v are the weights of the first, a those of the second. The first is told of the losses as they are, also after a step.
 *
 * @param owner - What the result is called.
 * @param weighting - The strategy that weighs losses.
 * @param aggregation - The strategy that aggregates gradients.
 */
export function weighted(owner: string, weighting: Part, aggregation: Part): Balancer<WeightedState, GradientStats> {
  return {
    name: owner,
    needs: mostOf(weighting.needs, aggregation.needs),
    init: (taskCount, settings) => ({
      weighting: weighting.init(taskCount, settings),
      aggregation: aggregation.init(taskCount, settings),
    }),
    weigh(stats, state) {
      const first = weighting.weigh(stats, state.weighting);
      const second = aggregation.weigh(scaled(stats, first.weights), state.aggregation);
      return {
        weights: product(first.weights, second.weights),
        state: { weighting: first.state, aggregation: second.state },
        status: worst(first.status, second.status),
      };
    },
    ...(weighting.current && { current: (stats, state) => weighting.current?.(stats, state.weighting) ?? [] }),
    ...(weighting.afterStep && {
      afterStep: (stats, state) => ({ ...state, weighting: weighting.afterStep?.(stats, state.weighting) }),
    }),
    ...((weighting.endEpoch ?? aggregation.endEpoch) && {
      endEpoch: (means, { weighting: first, aggregation: second }) => ({
        weighting: weighting.endEpoch ? weighting.endEpoch(means, first) : first,
        aggregation: aggregation.endEpoch ? aggregation.endEpoch(means, second) : second,
      }),
    }),
  };
}

/**
 * What a batch tells when every loss is multiplied by a factor; what no part needs is not there before, and not after.
 *
 * @param stats - What it tells of the losses as they are.
 * @param factors - One for each task that is present.
 */
export function scaled(stats: Partial<GradientStats>, factors: PerTask): GradientStats {
  const { losses = [], gramian = [] } = stats;
  const rows =
    gramian.length === 0 ? [] : combine(gramian, factors, (row, factor) => scale(factor, product(row, factors)));
  return { ...stats, losses: losses.length === 0 ? [] : product(losses, factors), gramian: rows };
}

/**
 * The status of an answer that two parts have a share in.
 *
 * @param statuses - Those of the parts.
 */
function worst(...statuses: readonly (WeighingStatus | undefined)[]): WeighingStatus {
  if (statuses.includes('fallback')) return 'fallback';
  return statuses.includes('degenerate') ? 'degenerate' : 'solved';
}
