import { type Balancer, type GradientStats, integer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { innerOption, innerStrategy } from '../inner-strategy.ts';
import { periodic, type PeriodicState } from '../pipeline/periodic.ts';
import { smoothed } from '../pipeline/smoothed.ts';

/** State of {@link psmgd}. */
export type PsmgdState = PeriodicState;

/** Options of {@link psmgd}. */
export const psmgdOptions = optionsSchema('psmgd', {
  /** The strategy whose weights are used: its name, or the strategy itself. */
  inner: innerOption('the strategy whose weights are used'),
  /** R, at least 1: the weights are recomputed every R batches. */
  period: integer({ default: 8, min: 1, meaning: 'R, batches between recomputations', scale: 'log', search: [1, 64] }),
  /** a, from 0 to below 1: decay of the moving average of the weights. */
  smoothing: number({ default: 0.9, min: 0, below: 1, meaning: 'a, decay of the moving average', search: [0, 0.99] }),
});

/** Options of {@link psmgd}. */
export type PsmgdOptions = OptionsOf<typeof psmgdOptions>;

/**
 * Periodic stochastic multi-gradient descent: recomputes the weights of another strategy every R batches, smooths them,
 * and reuses them in between.
 *
 *     in every Rth batch: wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ     otherwise: wᵢ stays
 *
 * ŵ are the weights of the inner strategy. They are also computed when a present task has no weight yet. A batch in between
 * costs one backward pass.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see M. Xu, P. Ju, J. Liu, H. Yang. PSMGD: Periodic Stochastic Multi-Gradient Descent for Fast Multi-Objective Optimization.
 *   AAAI 2025. https://arxiv.org/abs/2412.10961
 */
export function psmgd(options: PsmgdOptions = {}): Balancer<PsmgdState, GradientStats> {
  const owner = 'psmgd';
  const { inner, period, smoothing } = psmgdOptions.read(options);
  const strategy = innerStrategy(inner);
  const config = configOf(psmgdOptions, { ...options, inner: strategy });
  return { ...periodic(owner, smoothed(owner, strategy, smoothing), period), needs: 'gramian', config };
}

/** Card of {@link psmgd}, for the docs and the command line. */
export const psmgdCard: StrategyCard = {
  title: 'Periodic stochastic multi-gradient descent (PSMGD)',
  summary: 'Recomputes the weights of another strategy every R batches, smooths them, and reuses them in between.',
  formula: 'every R batches: wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ',
  paper: 'PSMGD: Periodic Stochastic Multi-Gradient Descent for Fast Multi-Objective Optimization',
  authors: 'M. Xu, P. Ju, J. Liu, H. Yang',
  venue: 'AAAI',
  year: 2025,
  link: 'https://arxiv.org/abs/2412.10961',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'With an inner strategy of weighted heads they are weighted.',
  state: 'the weights, their age in batches, and the state of the inner strategy',
  backwardPasses: 'K',
  invariances: [
    'With R = 1 it equals `cr-mogm`; with R = 1 and a = 0, the inner strategy.',
    'Guarantees of the inner strategy for one batch do not hold in between: the update may conflict with a task.',
  ],
  options: psmgdOptions,
  departures: ['The weights are applied to the losses, as in the paper; in the authors’ code they are not.'],
};
