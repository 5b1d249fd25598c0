import {
  type Balancer,
  type PerTask,
  type Random,
  random,
  type StepStats,
  choice,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { seedOption } from '../options.ts';
import { configOf } from '../config-of.ts';
import { scale, sum } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { presentTasks } from '../present.ts';

/** State of {@link rlw}. */
export interface RlwState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** Batches weighed so far: where in its stream of random numbers the run stands. */
  readonly batches: number;
  /** The seed of its random numbers. */
  readonly seed: number;
}

/** Options of {@link rlw}. */
export const rlwOptions = optionsSchema('rlw', {
  /** The distribution: softmax of independent standard normal numbers, or uniform on the simplex. */
  variant: choice(['normal', 'dirichlet'], { default: 'normal', meaning: 'distribution of the weights' }),
  /** The seed of the random numbers, a whole number. */
  seed: seedOption('seed of the numbers'),
});

/** Options of {@link rlw}. */
export type RlwOptions = OptionsOf<typeof rlwOptions>;

/**
 * Random loss weighting: samples new random weights for every batch. A baseline. Hard to beat.
 *
 *     w = softmax(ε), εᵢ ~ N(0, 1)     (normal)
 *     w ~ Dirichlet(1, …, 1)           (dirichlet)
 *
 * The weights add up to 1. The numbers come from a separate generator: the same seed gives the same weights for the n-th
 * batch, whatever else is random in the run, also after resuming.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see B. Lin, F. Ye, Y. Zhang, I. W. Tsang. Reasonable Effectiveness of Random Weighting: A Litmus Test for Multi-Task
 *   Learning. TMLR 2022. https://arxiv.org/abs/2111.10603
 */
export function rlw(options: RlwOptions = {}): Balancer<RlwState, StepStats> {
  const owner = 'rlw';
  const { variant, seed } = rlwOptions.read(options);
  const draw = variant === 'normal' ? drawNormal : drawDirichlet;
  return {
    name: owner,
    config: configOf(rlwOptions, options),
    headPolicy: 'weighted',
    needs: 'nothing',
    init: (taskCount, run) => ({ taskCount, batches: 0, seed: seed ?? run?.seed ?? 0 }),
    weigh: (stats, state) => ({
      weights: draw(presentTasks(stats, state.taskCount), random(state.seed).fork(`weights of batch ${state.batches}`)),
      state: { ...state, batches: state.batches + 1 },
    }),
  };
}

function drawNormal(tasks: readonly number[], draws: Random): PerTask {
  return softmax(tasks.map(() => draws.normal()));
}

/** Independent exponential numbers, divided by their sum, are uniform over the simplex. */
function drawDirichlet(tasks: readonly number[], draws: Random): PerTask {
  const shares = tasks.map(() => -Math.log(1 - (draws.next() + 2 ** -33))); // Above 0: their sum divides.
  return scale(1 / sum(shares), shares);
}

/** Card of {@link rlw}, for the docs and the command line. */
export const rlwCard: StrategyCard = {
  title: 'Random loss weighting (RLW)',
  summary: 'Samples new random weights for every batch. A baseline.',
  formula: 'w = softmax(ε), εᵢ ~ N(0, 1)   or   w ~ Dirichlet(1, …, 1)',
  paper: 'Reasonable Effectiveness of Random Weighting: A Litmus Test for Multi-Task Learning',
  authors: 'B. Lin, F. Ye, Y. Zhang, I. W. Tsang',
  venue: 'TMLR',
  year: 2022,
  link: 'https://arxiv.org/abs/2111.10603',
  needs: 'nothing',
  headPolicy: 'weighted',
  state: 'the number of batches so far: the position in its random stream',
  backwardPasses: '1',
  invariances: [
    'The weights add up to 1, and do not depend on the losses or the gradients.',
    'All tasks weigh 1/K on average.',
  ],
  options: rlwOptions,
  departures: [
    'Two distributions: the normal one, as in LibMTL and TorchJD, and Dirichlet(1, …, 1), as in the code of Kurin et al. (2022).',
    'Has its own random stream. LibMTL and TorchJD use the global generator, so that weights and dropout affect each other.',
    'The weights add up to 1, as in LibMTL and TorchJD; other implementations scale them by K.',
  ],
};
