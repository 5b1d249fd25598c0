import { type Balancer, type GradientStats, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { innerOption, innerStrategy } from '../inner-strategy.ts';
import { smoothed, type SmoothedState } from '../pipeline/smoothed.ts';

/** State of {@link crMogm}. */
export type CrMogmState = SmoothedState;

/** Options of {@link crMogm}. */
export const crMogmOptions = optionsSchema('cr-mogm', {
  /** The strategy whose weights are smoothed: its name, or the strategy itself. */
  inner: innerOption('the strategy whose weights are smoothed'),
  /** a, from 0 to below 1: decay of the moving average. 0 means no smoothing. */
  smoothing: number({ default: 0.9, min: 0, below: 1, meaning: 'a, decay of the moving average', search: [0, 0.99] }),
});

/** Options of {@link crMogm}. */
export type CrMogmOptions = OptionsOf<typeof crMogmOptions>;

/**
 * Correlation-reduced multi-objective gradients: smooths the weights of another strategy over batches by an exponential
 * moving average. The noise of single batches is averaged out.
 *
 *     wᵢ ← a·wᵢ + (1 − a)·ŵᵢ     starting at the first ŵᵢ
 *
 * ŵ are the weights of the inner strategy. The weight of an absent task does not change.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Zhou, W. Zhang, J. Jiang, W. Zhong, J. Gu, W. Zhu. On the Convergence of Stochastic Multi-Objective Gradient
 *   Manipulation and Beyond. NeurIPS 2022. https://proceedings.neurips.cc/paper_files/paper/2022/file/f91bd64a3620aad8e70a27ad9cb3ca57-Paper-Conference.pdf
 */
export function crMogm(options: CrMogmOptions = {}): Balancer<CrMogmState, GradientStats> {
  const owner = 'cr-mogm';
  const { inner, smoothing } = crMogmOptions.read(options);
  const strategy = innerStrategy(inner);
  const config = configOf(crMogmOptions, { ...options, inner: strategy });
  return { ...smoothed(owner, strategy, smoothing), needs: 'gramian', config };
}

/** Card of {@link crMogm}, for the docs and the command line. */
export const crMogmCard: StrategyCard = {
  title: 'Correlation-reduced multi-objective gradients (CR-MOGM)',
  summary: 'Smooths the weights of another strategy over batches by an exponential moving average.',
  formula: 'wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ',
  paper: 'On the Convergence of Stochastic Multi-Objective Gradient Manipulation and Beyond',
  authors: 'S. Zhou, W. Zhang, J. Jiang, W. Zhong, J. Gu, W. Zhu',
  venue: 'NeurIPS',
  year: 2022,
  link: 'https://proceedings.neurips.cc/paper_files/paper/2022/file/f91bd64a3620aad8e70a27ad9cb3ca57-Paper-Conference.pdf',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'With an inner strategy of weighted heads they are weighted. As in TorchJD.',
  state: 'the smoothed weights, and the state of the inner strategy',
  backwardPasses: 'K',
  invariances: [
    'With a = 0 it equals the inner strategy.',
    'Guarantees of the inner strategy for one batch do not hold for smoothed weights: the update may conflict with a task.',
  ],
  options: crMogmOptions,
  departures: [
    'a is constant, as in TorchJD 0.17; in the paper’s proofs it tends to 1.',
    'Initialised with the first weights of the inner strategy; the paper starts with equal weights.',
  ],
};
