import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions } from '../options.ts';
import { type InnerName, type InnerStrategy, innerStrategy } from '../inner-strategy.ts';
import { periodic, type PeriodicState } from '../pipeline/periodic.ts';
import { smoothed } from '../pipeline/smoothed.ts';

/** What {@link psmgd} remembers. */
export type PsmgdState = PeriodicState;

/** What {@link psmgd} can be told. */
export interface PsmgdOptions {
  /**
   * The strategy whose weights are used: its name, or the strategy itself.
   *
   * @defaultValue 'mgda'
   */
  readonly inner?: InnerName | InnerStrategy;
  /**
   * R, at least 1: weights are computed in every Rth batch.
   *
   * @defaultValue 8
   */
  readonly period?: number;
  /**
   * a, from 0 to below 1: how much of a weight is what it was when it is computed anew.
   *
   * @defaultValue 0.9
   */
  readonly smoothing?: number;
}

/**
 * Periodic stochastic multi-gradient descent: computes the weights of another strategy in every Rth batch only, smooths them, and keeps
 * them in between.
 *
 *     in every Rth batch: wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ     otherwise: wᵢ stays
 *
 * ŵ are the weights that the inner strategy answers. They are also computed when a task is present that has no weight yet. A batch in
 * between costs one backward pass.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see M. Xu, P. Ju, J. Liu, H. Yang. PSMGD: Periodic Stochastic Multi-Gradient Descent for Fast Multi-Objective Optimization.
 *   AAAI 2025. https://arxiv.org/abs/2412.10961
 */
export function psmgd(options: PsmgdOptions = {}): Balancer<PsmgdState, GradientStats> {
  const owner = 'psmgd';
  checkOptions(owner, options, psmgdCard);
  const { inner = 'mgda', period = 8, smoothing = 0.9 } = options;
  return periodic(owner, smoothed(owner, innerStrategy(owner, inner), smoothing), period);
}

/** What to know of {@link psmgd}. */
export const psmgdCard: StrategyCard = {
  title: 'Periodic stochastic multi-gradient descent (PSMGD)',
  summary: 'Computes the weights of another strategy in every Rth batch, smooths them, and keeps them in between.',
  formula: 'every R batches: wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ',
  paper: 'PSMGD: Periodic Stochastic Multi-Gradient Descent for Fast Multi-Objective Optimization',
  authors: 'M. Xu, P. Ju, J. Liu, H. Yang',
  venue: 'AAAI',
  year: 2025,
  link: 'https://arxiv.org/abs/2412.10961',
  needs: 'gramian',
  state: 'the weights, their age in batches, and what the inner strategy remembers',
  backwardPasses: 'K',
  invariances: [
    'With R = 1 it is `cr-mogm`; with a = 0 besides, the inner strategy.',
    'What the inner strategy promises of one batch does not hold in between: a task may be pushed uphill.',
  ],
  options: [
    {
      name: 'inner',
      meaning: 'the strategy whose weights are used',
      defaultValue: 'mgda',
      range: 'a strategy that looks at gradients',
    },
    { name: 'period', meaning: 'R, weights are computed in every Rth batch', defaultValue: '8', range: '1, 2, 3, …' },
    { name: 'smoothing', meaning: 'a, how much of a weight is what it was', defaultValue: '0.9', range: '0 … below 1' },
  ],
  departures: ['The weights reach the loss, as the paper says; in the authors’ code they do not.'],
};
