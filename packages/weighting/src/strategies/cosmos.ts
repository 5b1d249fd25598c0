import type { Balancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { combine } from '../math/per-task.ts';
import { beside, unit } from '../math/vector.ts';
import { checkNonNegative, checkOptions } from '../options.ts';
import { smallestLoss } from '../positive.ts';
import { type PreferenceOptions, readPreference } from '../preference.ts';

/** What {@link cosmos} remembers. */
export interface CosmosState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** What {@link cosmos} can be told. */
export interface CosmosOptions extends Pick<PreferenceOptions, 'weights'> {
  /**
   * λ, at least 0: how strongly the losses are turned towards r. 0 leaves the weighted sum.
   *
   * @defaultValue 1
   */
  readonly penalty?: number;
}

/**
 * COSMOS' scalarisation: a weighted sum of the losses that also turns the vector of losses towards the weights.
 *
 *     L = Σᵢ rᵢlᵢ − λ·cos(r, l)     wᵢ = ∂L/∂lᵢ = rᵢ − λ·(rᵢ/‖r‖ − cos(r, l)·lᵢ/‖l‖) / ‖l‖
 *
 * Losses may be negative, and so may the weights: near 0 the second term is the larger one, since it does not shrink with
 * the losses. Where all losses are 0 (‖l‖ below 10⁻³⁰) the cosine has no value: w = r there, and the status is `'degenerate'`.
 *
 * @param options - The preference and the penalty.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range, or not one number for each task.
 * @see M. Ruchte, J. Grabocka. Scalable Pareto Front Approximation for Deep Multi-Objective Learning. ICDM 2021.
 *   https://arxiv.org/abs/2103.13392
 */
export function cosmos(options: CosmosOptions = {}): Balancer<CosmosState> {
  const owner = 'cosmos';
  checkOptions(owner, options, cosmosCard);
  const { penalty = 1 } = options;
  const preference = readPreference(owner, options);
  checkNonNegative({ owner, option: 'penalty', value: penalty });
  return {
    name: owner,
    needs: 'losses',
    init(taskCount) {
      preference.check(taskCount);
      return { taskCount };
    },
    weigh(stats, state) {
      const { weights, gaps } = preference.of(stats, state.taskCount);
      const length = Math.hypot(...gaps);
      if (length < smallestLoss || Math.max(...weights) === 0) return { weights, state, status: 'degenerate' };
      const turns = beside(unit(weights), unit(gaps)); // rᵢ/‖r‖ − cos(r, l)·lᵢ/‖l‖
      return { weights: combine(weights, turns, (weight, turn) => weight - (penalty * turn) / length), state };
    },
  };
}

/** What to know of {@link cosmos}. */
export const cosmosCard: StrategyCard = {
  title: 'COSMOS',
  summary: 'A weighted sum of the losses that also turns the vector of losses towards the weights.',
  formula: 'minimise Σᵢ rᵢlᵢ − λ·cos(r, l);  wᵢ = rᵢ − λ·(rᵢ/‖r‖ − cos(r, l)·lᵢ/‖l‖) / ‖l‖',
  paper: 'Scalable Pareto Front Approximation for Deep Multi-Objective Learning',
  authors: 'M. Ruchte, J. Grabocka',
  venue: 'ICDM',
  year: 2021,
  link: 'https://arxiv.org/abs/2103.13392',
  needs: 'losses',
  state: 'nothing',
  backwardPasses: '1',
  invariances: [
    'Multiplying all losses by c and λ by c changes nothing.',
    'Σᵢ wᵢlᵢ = Σᵢ rᵢlᵢ: the cosine does not change the weighted sum of the losses. Weights may be negative.',
  ],
  options: [
    {
      name: 'weights',
      meaning: 'r, how much each task matters, such as `[0.3, 0.7]`',
      defaultValue: '1/K for every task',
      range: 'at least 0, not all 0',
    },
    {
      name: 'penalty',
      meaning: 'λ, the pull towards r; the paper takes 0.01 to 8, in the scale of the losses',
      defaultValue: '1',
      range: 'at least 0',
    },
  ],
  departures: [
    'One preference for the whole run. The paper draws a new r for every batch and feeds it to the model, which is then trained for all of them.',
    'Where all losses are 0, w = r (reported as degenerate); TorchJD answers NaN. LibMTL has no COSMOS.',
  ],
};
