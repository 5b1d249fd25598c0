import type { Balancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions } from '../options.ts';
import { combine } from '../math/per-task.ts';
import { type PreferenceOptions, readPreference } from '../preference.ts';

/** What {@link tchebycheff} remembers. */
export interface TchebycheffState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** What {@link tchebycheff} can be told: λ as `weights`, and z as `reference`. */
export type TchebycheffOptions = PreferenceOptions;

/**
 * Tchebycheff scalarisation: minimises the largest of the weighted losses, and so reaches every Pareto-optimal point for
 * some λ, where a weighted sum reaches only those on the convex part of the front.
 *
 *     L = maxᵢ λᵢ(lᵢ − zᵢ)     wᵢ = λᵢ where the maximum is, 0 elsewhere
 *
 * Losses may be negative. Where several are the largest L has no derivative: each of these tasks weighs its share of λ, which
 * is a subgradient, and the status is `'degenerate'`.
 *
 * @param options - The preference and the ideal point.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is not one good number for each task.
 * @see Q. Zhang, H. Li. MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition. IEEE Transactions on
 *   Evolutionary Computation 2007. https://doi.org/10.1109/TEVC.2007.892759 (section II; the idea is V. J. Bowman's, 1976)
 */
export function tchebycheff(options: TchebycheffOptions = {}): Balancer<TchebycheffState> {
  const owner = 'tchebycheff';
  checkOptions(owner, options, tchebycheffCard);
  const preference = readPreference(owner, options);
  return {
    name: owner,
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

/** What to know of {@link tchebycheff}. */
export const tchebycheffCard: StrategyCard = {
  title: 'Tchebycheff scalarisation',
  summary: 'Minimises the largest of the weighted losses.',
  formula: 'minimise maxᵢ λᵢ(lᵢ − zᵢ);  wᵢ = λᵢ where the maximum is, 0 elsewhere',
  paper: 'MOEA/D: A Multiobjective Evolutionary Algorithm Based on Decomposition',
  authors: 'Q. Zhang, H. Li',
  venue: 'IEEE Transactions on Evolutionary Computation',
  year: 2007,
  link: 'https://doi.org/10.1109/TEVC.2007.892759',
  needs: 'losses',
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['Multiplying all losses (and z) by one constant changes nothing.'],
  options: [
    {
      name: 'weights',
      meaning: 'λ, how much each task matters, such as `[1, 2]`',
      defaultValue: '1/K for every task',
      range: 'at least 0, not all 0',
    },
    {
      name: 'reference',
      meaning: 'z, the loss that each task cannot fall below',
      defaultValue: '0 for every task',
      range: 'finite numbers',
    },
  ],
  departures: [
    'Where several tasks are the largest each weighs its share of λ (reported as degenerate), so that the order of the tasks does not matter.',
    'LibMTL and TorchJD 0.17 have only the smooth form.',
  ],
};
