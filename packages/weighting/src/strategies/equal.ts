import { type Balancer, type StepStats, optionsSchema } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { NoOptions } from '../options.ts';
import { same } from '../math/per-task.ts';
import { presentTasks } from '../present.ts';

/** State of {@link equal}. */
export interface EqualState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link equal}: none. */
const equalOptions = optionsSchema('equal', {});

/**
 * Equal weights: gives every task weight 1: minimises the sum of the losses. The baseline.
 *
 *     wᵢ = 1
 *
 * @see V. Kurin, A. De Palma, I. Kostrikov, S. Whiteson, M. P. Kumar. In Defense of the Unitary Scalarization for Deep
 *   Multi-Task Learning. NeurIPS 2022. https://arxiv.org/abs/2201.04122
 */
export function equal(options: NoOptions = {}): Balancer<EqualState, StepStats> {
  return {
    name: 'equal',
    config: configOf(equalOptions, options),
    headPolicy: 'weighted',
    needs: 'nothing',
    init: (taskCount) => ({ taskCount }),
    weigh: (stats, state) => ({ weights: same(1, presentTasks(stats, state.taskCount)), state }),
  };
}

/** Card of {@link equal}, for the docs and the command line. */
export const equalCard: StrategyCard = {
  title: 'Equal weights (unitary scalarisation)',
  summary: 'Gives every task weight 1: minimises the sum of the losses. The baseline.',
  formula: 'wᵢ = 1',
  paper: 'In Defense of the Unitary Scalarization for Deep Multi-Task Learning',
  authors: 'V. Kurin, A. De Palma, I. Kostrikov, S. Whiteson, M. P. Kumar',
  venue: 'NeurIPS',
  year: 2022,
  link: 'https://arxiv.org/abs/2201.04122',
  needs: 'nothing',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: ['The weights never change.'],
  options: equalOptions,
  departures: [
    'The sum of the losses, as in the paper and in LibMTL. TorchJD’s `Mean` has the same direction with a step K times shorter.',
  ],
};
