import { type Balancer, type PerTask, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, scale, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { smallestLoss } from '../positive.ts';
import { presentTasks, tasksWithLosses } from '../present.ts';

/** State of {@link dwa}. */
export interface DwaState {
  /** One entry for each task. */
  readonly tasks: readonly {
    /** L(t−2), its mean loss over the epoch before the last; null until two epochs have ended. */
    readonly older: number | null;
    /** L(t−1), its mean loss over the last epoch; null until one has ended. */
    readonly newer: number | null;
  }[];
}

/** Options of {@link dwa}. */
export const dwaOptions = optionsSchema('dwa', {
  /** T, above 0. The larger, the closer to equal weights. */
  temperature: number({
    default: 2,
    above: 0,
    meaning: 'T; the larger, the closer to equal weights',
    scale: 'log',
    search: [0.1, 10],
  }),
});

/** Options of {@link dwa}. */
export type DwaOptions = OptionsOf<typeof dwaOptions>;

/**
 * Dynamic weight average: gives a larger weight to tasks whose loss decreases more slowly than the losses of others.
 *
 *     wᵢ(t) = K · softmaxᵢ(r(t−1) / T)        rᵢ(t−1) = Lᵢ(t−1) / Lᵢ(t−2)
 *
 * Lᵢ(t) is the mean loss of task i over epoch t, and K the number of tasks in the batch. r = 1 until a task has two epochs,
 * so all weights are 1 during the first two epochs.
 *
 * Losses must be 0 or more. An epoch in which a task's mean loss was 0 (below 10⁻³⁰), or that had no batch with the task,
 * does not change the state of the task.
 *
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Liu, E. Johns, A. J. Davison. End-to-End Multi-Task Learning with Attention. CVPR 2019.
 *   https://arxiv.org/abs/1803.10704
 */
export function dwa(options: DwaOptions = {}): Balancer<DwaState> {
  const owner = 'dwa';
  const { temperature } = dwaOptions.read(options);
  const weigh = (tasks: DwaState['tasks']): PerTask => {
    const ratios = tasks.map(({ older, newer }) => (newer ?? 1) / (older ?? newer ?? 1));
    return scale(tasks.length, softmax(ratios, temperature));
  };
  return {
    name: owner,
    config: configOf(dwaOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ tasks: Array.from({ length: taskCount }, () => ({ older: null, newer: null })) }),
    weightsAhead: (stats, { tasks }) => weigh(take(tasks, presentTasks(stats, tasks.length))),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      return { weights: weigh(take(state.tasks, present)), state };
    },
    endEpoch(meanLosses, { tasks }) {
      tasksWithLosses(owner, { losses: meanLosses }, tasks.length);
      return {
        tasks: combine(tasks, meanLosses, (task, mean) =>
          mean < smallestLoss ? task : { older: task.newer, newer: mean },
        ),
      };
    },
  };
}

/** Card of {@link dwa}, for the docs and the command line. */
export const dwaCard: StrategyCard = {
  title: 'Dynamic weight average (DWA)',
  summary: 'Gives a larger weight to tasks whose loss decreases more slowly than the losses of others.',
  formula: 'wᵢ = K · softmaxᵢ(r / T);  rᵢ = Lᵢ(t−1) / Lᵢ(t−2), mean losses of the last two epochs',
  paper: 'End-to-End Multi-Task Learning with Attention',
  authors: 'S. Liu, E. Johns, A. J. Davison',
  venue: 'CVPR',
  year: 2019,
  link: 'https://arxiv.org/abs/1803.10704',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'mean loss of each task over the last two epochs',
  backwardPasses: '1',
  invariances: [
    'Scaling a loss does not change the weights.',
    'The weights add up to K, and are constant within an epoch.',
  ],
  options: dwaOptions,
  departures: [
    'A mean loss of 0 (below 10⁻³⁰) is skipped: the next ratio would be infinite. A negative loss is an error.',
    'Means are over epochs, as in the paper, LibMTL and TorchJD; other implementations use windows of 25 batches.',
    'With T = 2 the softmax of ratios near 1 is nearly uniform: expect results close to `equal`.',
  ],
};
