import { type Balancer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, mean, put, scale, sum, take } from '../math/per-task.ts';
import { smallestLoss } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** State of {@link covWeighting} for one task. */
export interface CovWeightingTask {
  /** The number of batches. */
  readonly batches: number;
  /** Running mean of its losses. */
  readonly meanLoss: number;
  /** μ, running mean of its loss ratios r. */
  readonly meanRatio: number;
  /** Sum of the squared distances of its ratios to their mean. */
  readonly squares: number;
}

/** State of {@link covWeighting}. */
export interface CovWeightingState {
  /** One entry for each task. */
  readonly tasks: readonly CovWeightingTask[];
}

/** Options of {@link covWeighting}. */
export const covWeightingOptions = optionsSchema('cov-weighting', {
  /** Decay of the running means, from 0 to 1. */
  decay: number({
    otherwise: 'all batches count equally',
    min: 0,
    max: 1,
    meaning: 'decay of the running means',
    search: [0.5, 0.999],
  }),
});

/** Options of {@link covWeighting}. */
export type CovWeightingOptions = OptionsOf<typeof covWeightingOptions>;

/**
 * Weighting by coefficients of variation: weights each task by the coefficient of variation of its loss.
 *
 *     rᵢ = lᵢ / mean of the lᵢ before     cᵢ = σ(rᵢ) / μ(rᵢ)     wᵢ = cᵢ / Σⱼ cⱼ
 *
 * μ and σ are the running mean and standard deviation over the batches before this one (σ² with 10⁻⁸ added, as in the
 * authors' code), and the first r is 1. Until a task has been in two batches its c is the mean of the
 * known ones; with none known all tasks weigh 1/K. The weights add up to 1 over the tasks of the batch.
 *
 * Losses must be 0 or more. Losses of 0 (below 10⁻³⁰) are skipped until a task has had one above 0.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see R. Groenendijk, S. Karaoglu, T. Gevers, T. Mensink. Multi-Loss Weighting with Coefficient of Variations. WACV 2021.
 *   https://arxiv.org/abs/2009.01717
 */
export function covWeighting(options: CovWeightingOptions = {}): Balancer<CovWeightingState> {
  const owner = 'cov-weighting';
  const { decay } = covWeightingOptions.read(options);
  return {
    name: owner,
    config: configOf(covWeightingOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({
      tasks: Array.from({ length: taskCount }, () => ({ batches: 0, meanLoss: 0, meanRatio: 0, squares: 0 })),
    }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const tasks = take(state.tasks, present);
      const known = tasks.filter(({ batches }) => batches >= 2).map(variation);
      const variations = tasks.map((task) =>
        task.batches >= 2 ? variation(task) : known.length > 0 ? mean(known) : 1,
      );
      const learnt = combine(tasks, stats.losses, (task, loss) => learn(task, loss, decay));
      return {
        weights: scale(1 / sum(variations), variations),
        state: { tasks: put(state.tasks, present, learnt) },
      };
    },
  };
}

function variation({ batches, meanRatio, squares }: CovWeightingTask): number {
  return Math.sqrt(squares / batches + 1e-8) / meanRatio;
}

/** Welford's update of the mean and the squared distances to it. */
function learn(task: CovWeightingTask, loss: number, decay: number | undefined): CovWeightingTask {
  if (task.batches === 0 && loss < smallestLoss) return task;
  const batches = task.batches + 1;
  const keep = task.batches === 0 ? 0 : (decay ?? 1 - 1 / batches);
  const ratio = task.batches === 0 ? 1 : loss / task.meanLoss;
  const meanRatio = Math.max(keep * task.meanRatio + (1 - keep) * ratio, smallestLoss);
  return {
    batches,
    meanLoss: Math.max(keep * task.meanLoss + (1 - keep) * loss, smallestLoss), // Decaying zeros would end in 0 / 0.
    meanRatio,
    squares: task.squares + (ratio - task.meanRatio) * (ratio - meanRatio),
  };
}

/** Card of {@link covWeighting}, for the docs and the command line. */
export const covWeightingCard: StrategyCard = {
  title: 'Coefficient-of-variation weighting (CoV)',
  summary: 'Weights each task by the coefficient of variation of its loss.',
  formula: 'rᵢ = lᵢ / mean of the lᵢ before;  cᵢ = σ(rᵢ) / μ(rᵢ) over the batches before;  wᵢ = cᵢ / Σⱼ cⱼ',
  paper: 'Multi-Loss Weighting with Coefficient of Variations',
  authors: 'R. Groenendijk, S. Karaoglu, T. Gevers, T. Mensink',
  venue: 'WACV',
  year: 2021,
  link: 'https://arxiv.org/abs/2009.01717',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'number of batches, running mean loss, and running mean and variance of the loss ratio, per task',
  backwardPasses: '1',
  invariances: ['Scaling a loss does not change the weights.', 'The weights add up to 1.'],
  options: covWeightingOptions,
  departures: [
    'σ² has 10⁻⁸ added and the first two batches weigh 1/K, as in the authors’ code.',
    'A task that was in fewer than two batches gets the mean coefficient of the others. A negative loss is an error.',
    'Not in LibMTL or TorchJD 0.17.',
  ],
};
