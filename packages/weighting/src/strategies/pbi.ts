import { type Balancer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine } from '../math/per-task.ts';
import { orthogonalPart, unit } from '../math/vector.ts';
import { preferenceVector, idealPoint, preferenceOf } from '../preference.ts';

/** State of {@link pbi}. */
export interface PbiState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link pbi}. */
export const pbiOptions = optionsSchema('pbi', {
  weights: preferenceVector('λ, the preference direction in loss space, such as `[1, 2]`'),
  reference: idealPoint('z, the ideal point: a lower bound of each loss'),
  /** θ, at least 0: strength of the penalty. */
  penalty: number({ default: 5, min: 0, meaning: 'θ, strength of the penalty', scale: 'log', search: [0.1, 10] }),
});

/** Options of {@link pbi}. */
export type PbiOptions = OptionsOf<typeof pbiOptions>;

/**
 * Penalty-based boundary intersection: minimises the loss along a preference direction plus a penalty on the distance
 * from it.
 *
 *     f = l − z     u = λ / ‖λ‖     d₁ = f·u     r = f − d₁u
 *     L = d₁ + θ‖r‖     wᵢ = ∂L/∂lᵢ = uᵢ + θ·rᵢ / ‖r‖
 *
 * Losses may be negative, and so may the weights: a task whose loss is too low for the direction gets a larger loss. On the direction
 * itself ‖r‖ has no derivative: w = u there, which is a subgradient, and the status is `'degenerate'` (unless θ is 0, or
 * there is one task only).
 *
 * @param options - The direction, the ideal point and the penalty.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range, or not one number for each task.
 * @see Q. Zhang, H. Li. MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition. IEEE Transactions on
 *   Evolutionary Computation 2007. https://doi.org/10.1109/TEVC.2007.892759
 */
export function pbi(options: PbiOptions = {}): Balancer<PbiState> {
  const owner = 'pbi';
  const { weights, reference, penalty } = pbiOptions.read(options);
  const preference = preferenceOf(owner, { weights, reference });
  return {
    name: owner,
    config: configOf(pbiOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init(taskCount) {
      preference.check(taskCount);
      return { taskCount };
    },
    weigh(stats, state) {
      const aim = preference.of(stats, state.taskCount);
      const direction = unit(aim.weights);
      const aside = unit(orthogonalPart(unit(aim.gaps), direction));
      const weights = combine(direction, aside, (along, away) => along + penalty * away);
      const rests = penalty > 0 && aside.length > 1 && aside.every((away) => away === 0);
      return { weights, state, status: rests ? 'degenerate' : 'solved' };
    },
  };
}

/** Card of {@link pbi}, for the docs and the command line. */
export const pbiCard: StrategyCard = {
  title: 'Penalty-based boundary intersection (PBI)',
  summary: 'Minimises the loss along a preference direction plus a penalty on the distance from it.',
  formula: 'minimise d₁ + θ‖r‖;  d₁ = f·u, r = f − d₁u, f = l − z, u = λ/‖λ‖;  wᵢ = uᵢ + θ·rᵢ/‖r‖',
  paper: 'MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition',
  authors: 'Q. Zhang, H. Li',
  venue: 'IEEE Transactions on Evolutionary Computation',
  year: 2007,
  link: 'https://doi.org/10.1109/TEVC.2007.892759',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: [
    'Scaling all losses (and z) by the same constant does not change the weights.',
    'Weights may be negative: a task whose loss is too low for the direction gets a larger loss.',
  ],
  options: pbiOptions,
  departures: [
    'The derivative is exact; TorchJD adds 10⁻¹² under the root of ‖r‖, which cancels the penalty for losses near 10⁻⁶.',
    'On the direction itself w = u (reported as degenerate).',
    'One direction for the whole run; the paper solves for many. Not in LibMTL.',
  ],
};
