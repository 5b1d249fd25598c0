import type { Balancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions, type NoOptions } from '../options.ts';
import { weighPositive } from '../positive.ts';

/** What {@link scaleInvariant} remembers. */
export interface ScaleInvariantState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/**
 * Minimises the sum of the logarithms of the losses, so that the unit that a loss is measured in does not matter.
 *
 *     L = Σᵢ log lᵢ     wᵢ = ∂L/∂lᵢ = 1 / lᵢ
 *
 * Losses must be 0 or more. A loss of 0 (below 10⁻³⁰) has no logarithm: its task weighs 0, and the status is `'degenerate'`.
 *
 * @see A. Navon, A. Shamsian, I. Achituve, H. Maron, K. Kawaguchi, G. Chechik, E. Fetaya. Multi-Task Learning as a Bargaining
 *   Game. ICML 2022. https://arxiv.org/abs/2202.01017 (as the baseline SI)
 */
export function scaleInvariant(options: NoOptions = {}): Balancer<ScaleInvariantState> {
  checkOptions('scale-invariant', options, scaleInvariantCard);
  const owner = 'scale-invariant';
  return {
    name: owner,
    needs: 'losses',
    init: (taskCount) => ({ taskCount }),
    weigh: (stats, state) => ({
      ...weighPositive(owner, stats, state.taskCount, (losses) => losses.map((loss) => 1 / loss)),
      state,
    }),
  };
}

/** What to know of {@link scaleInvariant}. */
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
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['The weighted losses wᵢlᵢ, all 1, do not change when a loss is multiplied by a constant.'],
  options: [],
  departures: [
    'A loss of 0 (below 10⁻³⁰) weighs 0 and is reported as degenerate; the authors’ code takes log 0. A negative loss is an error.',
    'Some implementations take log(1 + l), which is not scale-invariant.',
  ],
};
