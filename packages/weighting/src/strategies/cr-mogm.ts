import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions } from '../options.ts';
import { type InnerName, type InnerStrategy, innerStrategy } from '../inner-strategy.ts';
import { smoothed, type SmoothedState } from '../pipeline/smoothed.ts';

/** What {@link crMogm} remembers. */
export type CrMogmState = SmoothedState;

/** What {@link crMogm} can be told. */
export interface CrMogmOptions {
  /**
   * The strategy whose weights are smoothed: its name, or the strategy itself.
   *
   * @defaultValue 'mgda'
   */
  readonly inner?: InnerName | InnerStrategy;
  /**
   * a, from 0 to below 1: how much of a weight is what it was. 0 smooths nothing.
   *
   * @defaultValue 0.9
   */
  readonly smoothing?: number;
}

/**
 * Correlation-reduced multi-objective gradients: smooths the weights of another strategy over batches, so that they do not follow
 * the noise of each.
 *
 *     wᵢ ← a·wᵢ + (1 − a)·ŵᵢ     starting at the first ŵᵢ
 *
 * ŵ are the weights that the inner strategy answers. The weight of an absent task stays as it is.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Zhou, W. Zhang, J. Jiang, W. Zhong, J. Gu, W. Zhu. On the Convergence of Stochastic Multi-Objective Gradient
 *   Manipulation and Beyond. NeurIPS 2022. https://proceedings.neurips.cc/paper_files/paper/2022/file/f91bd64a3620aad8e70a27ad9cb3ca57-Paper-Conference.pdf
 */
export function crMogm(options: CrMogmOptions = {}): Balancer<CrMogmState, GradientStats> {
  const owner = 'cr-mogm';
  checkOptions(owner, options, crMogmCard);
  const { inner = 'mgda', smoothing = 0.9 } = options;
  return smoothed(owner, innerStrategy(owner, inner), smoothing);
}

/** What to know of {@link crMogm}. */
export const crMogmCard: StrategyCard = {
  title: 'Correlation-reduced multi-objective gradients (CR-MOGM)',
  summary: 'Smooths the weights of another strategy over batches.',
  formula: 'wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ',
  paper: 'On the Convergence of Stochastic Multi-Objective Gradient Manipulation and Beyond',
  authors: 'S. Zhou, W. Zhang, J. Jiang, W. Zhong, J. Gu, W. Zhu',
  venue: 'NeurIPS',
  year: 2022,
  link: 'https://proceedings.neurips.cc/paper_files/paper/2022/file/f91bd64a3620aad8e70a27ad9cb3ca57-Paper-Conference.pdf',
  needs: 'gramian',
  state: 'the smoothed weights, and what the inner strategy remembers',
  backwardPasses: 'K',
  invariances: [
    'With a = 0 it is the inner strategy.',
    'What the inner strategy promises of one batch does not hold for smoothed weights: a task may be pushed uphill.',
  ],
  options: [
    {
      name: 'inner',
      meaning: 'the strategy whose weights are smoothed',
      defaultValue: 'mgda',
      range: 'a strategy that looks at gradients',
    },
    { name: 'smoothing', meaning: 'a, how much of a weight is what it was', defaultValue: '0.9', range: '0 … below 1' },
  ],
  departures: [
    'a is constant, as in TorchJD 0.17; the paper’s proofs let it grow towards 1.',
    'Starts at the first weights of the inner strategy; the paper starts at equal weights.',
  ],
};
