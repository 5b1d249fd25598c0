import { type Balancer, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine } from '../math/per-task.ts';
import { preferenceVector, idealPoint, preferenceOf } from '../preference.ts';

/** State of {@link tchebycheff}. */
export interface TchebycheffState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link tchebycheff}. */
export const tchebycheffOptions = optionsSchema('tchebycheff', {
  weights: preferenceVector('λ, the preference of each task, such as `[1, 2]`'),
  reference: idealPoint('z, the ideal point: a lower bound of each loss'),
});

/** Options of {@link tchebycheff}. */
export type TchebycheffOptions = OptionsOf<typeof tchebycheffOptions>;

/**
 * Tchebycheff scalarisation: minimises the maximum of the weighted losses. It reaches every Pareto-optimal point for
 * some λ, where a weighted sum reaches only those on the convex part of the front.
 *
 *     L = maxᵢ λᵢ(lᵢ − zᵢ)     wᵢ = λᵢ where the maximum is, 0 elsewhere
 *
 * Losses may be negative. If several are the largest, L has no derivative: each of these tasks gets its share of λ, which
 * is a subgradient, and the status is `'degenerate'`.
 *
 * @param options - The preference and the ideal point.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is not one valid number per task.
 * @see Q. Zhang, H. Li. MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition. IEEE Transactions on
 *   Evolutionary Computation 2007. https://doi.org/10.1109/TEVC.2007.892759 (section II; the idea is V. J. Bowman's, 1976)
 */
export function tchebycheff(options: TchebycheffOptions = {}): Balancer<TchebycheffState> {
  const owner = 'tchebycheff';
  const { weights, reference } = tchebycheffOptions.read(options);
  const preference = preferenceOf(owner, { weights, reference });
  return {
    name: owner,
    config: configOf(tchebycheffOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init(taskCount) {
      preference.check(taskCount);
      return { taskCount };
    },
    weigh(stats, state) {
      const { weights, gaps } = preference.of(stats, state.taskCount);
      const heights = combine(weights, gaps, (lambda, gap) => lambda * gap);
      const highest = Math.max(...heights);
      const peaks = heights.filter((height) => height === highest).length;
      return {
        weights: combine(weights, heights, (lambda, height) => (height === highest ? lambda / peaks : 0)),
        state,
        status: peaks > 1 ? 'degenerate' : 'solved',
      };
    },
  };
}

/** Card of {@link tchebycheff}, for the docs and the command line. */
export const tchebycheffCard: StrategyCard = {
  title: 'Tchebycheff scalarisation',
  summary: 'Minimises the maximum of the weighted losses.',
  formula: 'minimise maxᵢ λᵢ(lᵢ − zᵢ);  wᵢ = λᵢ where the maximum is, 0 elsewhere',
  paper: 'MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition',
  authors: 'Q. Zhang, H. Li',
  venue: 'IEEE Transactions on Evolutionary Computation',
  year: 2007,
  link: 'https://doi.org/10.1109/TEVC.2007.892759',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['Scaling all losses (and z) by the same constant does not change the weights.'],
  options: tchebycheffOptions,
  departures: [
    'If several tasks have the largest loss, each gets its share of λ (reported as degenerate): the order of the tasks does not matter.',
    'LibMTL and TorchJD 0.17 have only the smooth form.',
  ],
};
