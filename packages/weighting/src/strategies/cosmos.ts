import { type Balancer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine } from '../math/per-task.ts';
import { orthogonalPart, unit } from '../math/vector.ts';
import { smallestLoss } from '../positive.ts';
import { preferenceVector, preferenceOf } from '../preference.ts';

/** State of {@link cosmos}. */
export interface CosmosState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link cosmos}. */
export const cosmosOptions = optionsSchema('cosmos', {
  weights: preferenceVector('r, the preference of each task, such as `[0.3, 0.7]`'),
  /** λ, at least 0: strength of the cosine term. With 0 it is the weighted sum. */
  penalty: number({
    default: 1,
    min: 0,
    meaning: 'λ, strength of the cosine term; the paper uses 0.01 to 8, in the scale of the losses',
    scale: 'log',
    search: [0.01, 8],
  }),
});

/** Options of {@link cosmos}. */
export type CosmosOptions = OptionsOf<typeof cosmosOptions>;

/**
 * COSMOS scalarisation: minimises the weighted sum of the losses minus the cosine similarity of losses and weights.
 *
 *     L = Σᵢ rᵢlᵢ − λ·cos(r, l)     wᵢ = ∂L/∂lᵢ = rᵢ − λ·(rᵢ/‖r‖ − cos(r, l)·lᵢ/‖l‖) / ‖l‖
 *
 * Losses may be negative, and so may the weights: near 0 the second term dominates, since it does not shrink with
 * the losses. Where all losses are 0 (‖l‖ below 10⁻³⁰) the cosine is undefined: w = r there, and the status is `'degenerate'`.
 *
 * @param options - The preference and the penalty.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range, or not one number for each task.
 * @see M. Ruchte, J. Grabocka. Scalable Pareto Front Approximation for Deep Multi-Objective Learning. ICDM 2021.
 *   https://arxiv.org/abs/2103.13392
 */
export function cosmos(options: CosmosOptions = {}): Balancer<CosmosState> {
  const owner = 'cosmos';
  const { weights, penalty } = cosmosOptions.read(options);
  const preference = preferenceOf(owner, { weights });
  return {
    name: owner,
    config: configOf(cosmosOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init(taskCount) {
      preference.check(taskCount);
      return { taskCount };
    },
    weigh(stats, state) {
      const { weights, gaps } = preference.of(stats, state.taskCount);
      const length = Math.hypot(...gaps);
      if (length < smallestLoss || Math.max(...weights) === 0) return { weights, state, status: 'degenerate' };
      const turns = orthogonalPart(unit(weights), unit(gaps)); // rᵢ/‖r‖ − cos(r, l)·lᵢ/‖l‖
      return { weights: combine(weights, turns, (weight, turn) => weight - (penalty * turn) / length), state };
    },
  };
}

/** Card of {@link cosmos}, for the docs and the command line. */
export const cosmosCard: StrategyCard = {
  title: 'COSMOS',
  summary: 'Minimises the weighted sum of the losses minus the cosine similarity of losses and weights.',
  formula: 'minimise Σᵢ rᵢlᵢ − λ·cos(r, l);  wᵢ = rᵢ − λ·(rᵢ/‖r‖ − cos(r, l)·lᵢ/‖l‖) / ‖l‖',
  paper: 'Scalable Pareto Front Approximation for Deep Multi-Objective Learning',
  authors: 'M. Ruchte, J. Grabocka',
  venue: 'ICDM',
  year: 2021,
  link: 'https://arxiv.org/abs/2103.13392',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: [
    'Scaling all losses and λ by the same constant does not change the weights.',
    'Σᵢ wᵢlᵢ = Σᵢ rᵢlᵢ: the cosine does not change the weighted sum of the losses. Weights may be negative.',
  ],
  options: cosmosOptions,
  departures: [
    'One preference r for the whole run. The paper samples r for every batch and feeds it to the model, to approximate the whole Pareto front.',
    'Where all losses are 0, w = r (reported as degenerate); TorchJD returns NaN. Not in LibMTL.',
  ],
};
