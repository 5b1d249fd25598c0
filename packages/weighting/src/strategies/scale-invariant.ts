import { type Balancer, optionsSchema } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { NoOptions } from '../options.ts';
import { weighPositive } from '../positive.ts';

/** State of {@link scaleInvariant}. */
export interface ScaleInvariantState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link scaleInvariant}: none. */
const scaleInvariantOptions = optionsSchema('scale-invariant', {});

/**
 * Scale-invariant loss: minimises the sum of the logarithms of the losses. The units of the losses do not matter.
 *
 *     L = Σᵢ log lᵢ     wᵢ = ∂L/∂lᵢ = 1 / lᵢ
 *
 * Losses must be 0 or more. A loss of 0 (below 10⁻³⁰) has no logarithm: its task weighs 0, and the status is `'degenerate'`.
 *
 * @see A. Navon, A. Shamsian, I. Achituve, H. Maron, K. Kawaguchi, G. Chechik, E. Fetaya. Multi-Task Learning as a Bargaining
 *   Game. ICML 2022. https://arxiv.org/abs/2202.01017 (as the baseline SI)
 */
export function scaleInvariant(options: NoOptions = {}): Balancer<ScaleInvariantState> {
  const owner = 'scale-invariant';
  return {
    name: owner,
    config: configOf(scaleInvariantOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ taskCount }),
    weigh: (stats, state) => ({
      ...weighPositive(owner, stats, state.taskCount, (losses) => losses.map((loss) => 1 / loss)),
      state,
    }),
  };
}

/** Card of {@link scaleInvariant}, for the docs and the command line. */
export const scaleInvariantCard: StrategyCard = {
  title: 'Scale-invariant loss (SI)',
  summary: 'Minimises the sum of the logarithms of the losses.',
  formula: 'minimise Σᵢ log lᵢ;  wᵢ = 1 / lᵢ',
  paper: 'Multi-Task Learning as a Bargaining Game',
  authors: 'A. Navon, A. Shamsian, I. Achituve, H. Maron, K. Kawaguchi, G. Chechik, E. Fetaya',
  venue: 'ICML',
  year: 2022,
  link: 'https://arxiv.org/abs/2202.01017',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['The weighted losses wᵢlᵢ are all 1 and do not change when a loss is scaled.'],
  options: scaleInvariantOptions,
  departures: [
    'A loss of 0 (below 10⁻³⁰) weighs 0 and is reported as degenerate; the authors’ code takes log 0. A negative loss is an error.',
    'Some implementations take log(1 + l), which is not scale-invariant.',
  ],
};
