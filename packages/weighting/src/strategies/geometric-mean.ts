import { type Balancer, type PerTask, optionsSchema } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { NoOptions } from '../options.ts';
import { mean } from '../math/per-task.ts';
import { weighPositive } from '../positive.ts';

/** State of {@link geometricMean}. */
export interface GeometricMeanState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link geometricMean}: none. */
const geometricMeanOptions = optionsSchema('geometric-mean', {});

/**
 * Geometric loss strategy: minimises the geometric mean of the losses.
 *
 *     L = (Πᵢ lᵢ)^(1/K) = exp(meanᵢ log lᵢ)     wᵢ = ∂L/∂lᵢ = L / (K·lᵢ)
 *
 * Losses must be 0 or more. At a loss of 0 (below 10⁻³⁰) the mean is 0 and has no derivative: the task is left out of the
 * mean and weighs 0, and the status is `'degenerate'`.
 *
 * @see S. Chennupati, G. Sistu, S. Yogamani, S. A. Rawashdeh. MultiNet++: Multi-Stream Feature Aggregation and Geometric Loss
 *   Strategy for Multi-Task Learning. CVPR Workshops 2019. https://arxiv.org/abs/1904.08492
 */
export function geometricMean(options: NoOptions = {}): Balancer<GeometricMeanState> {
  const owner = 'geometric-mean';
  return {
    name: owner,
    config: configOf(geometricMeanOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ taskCount }),
    weigh: (stats, state) => ({ ...weighPositive(owner, stats, state.taskCount, derivatives), state }),
  };
}

function derivatives(losses: PerTask): PerTask {
  const logs = losses.map(Math.log);
  const centre = mean(logs);
  return logs.map((log) => Math.exp(centre - log) / losses.length);
}

/** Card of {@link geometricMean}, for the docs and the command line. */
export const geometricMeanCard: StrategyCard = {
  title: 'Geometric loss strategy (GLS)',
  summary: 'Minimises the geometric mean of the losses.',
  formula: 'minimise L = (Πᵢ lᵢ)^(1/K);  wᵢ = L / (K·lᵢ)',
  paper: 'MultiNet++: Multi-Stream Feature Aggregation and Geometric Loss Strategy for Multi-Task Learning',
  authors: 'S. Chennupati, G. Sistu, S. Yogamani, S. A. Rawashdeh',
  venue: 'CVPR Workshops',
  year: 2019,
  link: 'https://arxiv.org/abs/1904.08492',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'nothing',
  backwardPasses: '1',
  invariances: [
    'The weighted losses wᵢlᵢ are equal, and add up to the geometric mean.',
    'Scaling a loss changes the length of the update, and not its direction.',
  ],
  options: geometricMeanOptions,
  departures: [
    'The mean is computed from logarithms, so that no product over- or underflows. LibMTL multiplies the losses, and reports lᵢ / (K·Πl) as weights.',
    'A loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate. A negative loss is an error, as in TorchJD.',
  ],
};
