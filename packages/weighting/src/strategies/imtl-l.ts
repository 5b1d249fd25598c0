import type { Balancer, PerTask } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, put, take } from '../math/per-task.ts';
import { checkOptions, checkPositive } from '../options.ts';
import { presentTasks, tasksWithLosses } from '../present.ts';

/** What {@link imtlL} remembers. */
export interface ImtlLState {
  /** One entry for each task. */
  readonly tasks: readonly {
    /** s, the trained logarithm of the weight. */
    readonly logWeight: number;
    /** What Adam remembers of s. */
    readonly moments: AdamMoments;
  }[];
}

/** What {@link imtlL} can be told. */
export interface ImtlLOptions {
  /**
   * Adam's learning rate for s, above 0. There is no weight decay.
   *
   * @defaultValue 0.025
   */
  readonly learningRate?: number;
}

/** Beyond it e^s says nothing any more: a loss of 0 would drive s to ∞. */
const bound = 50;

/**
 * Impartial losses: trains a scale for each loss until all scaled losses are equal.
 *
 *     minimise Σᵢ e^(sᵢ)·lᵢ − sᵢ     so  wᵢ = e^(sᵢ)
 *
 * sᵢ starts at 0 and is trained by Adam beside the model. A batch is weighed with the s of the batches before it. Where
 * the losses stand still it comes to rest at wᵢ = 1 / lᵢ.
 *
 * Losses must be 0 or more; while one is 0 its s has no point of rest, and the status is `'degenerate'`. Departure
 * from the paper: s stays within −50 … 50, because a loss that goes to 0 would take it to ∞.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see L. Liu, Y. Li, Z. Kuang, J.-H. Xue, Y. Chen, W. Yang, Q. Liao, W. Zhang. Towards Impartial Multi-task Learning.
 *   ICLR 2021. https://openreview.net/forum?id=IMPnRXEWpvr
 */
export function imtlL(options: ImtlLOptions = {}): Balancer<ImtlLState> {
  const owner = 'imtl-l';
  checkOptions(owner, options, imtlLCard);
  const { learningRate = 0.025 } = options;
  checkPositive({ owner, option: 'learningRate', value: learningRate });
  const weigh = (tasks: ImtlLState['tasks']): PerTask => tasks.map(({ logWeight }) => Math.exp(logWeight));
  return {
    name: owner,
    needs: 'losses',
    init: (taskCount) => ({ tasks: Array.from({ length: taskCount }, () => ({ logWeight: 0, moments: noMoments })) }),
    weightsAhead: (stats, { tasks }) => weigh(take(tasks, presentTasks(stats, tasks.length))),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const tasks = take(state.tasks, present);
      const weights = weigh(tasks);
      const gradients = combine(weights, stats.losses, (weight, loss) => weight * loss - 1);
      const trained = combine(tasks, gradients, ({ logWeight, moments }, gradient) => {
        const step = adam(gradient, moments, { learningRate });
        return { logWeight: Math.min(Math.max(logWeight + step.change, -bound), bound), moments: step.moments };
      });
      const status = stats.losses.includes(0) ? 'degenerate' : 'solved';
      return { weights, state: { tasks: put(state.tasks, present, trained) }, status };
    },
  };
}

/** What to know of {@link imtlL}. */
export const imtlLCard: StrategyCard = {
  title: 'Impartial losses (IMTL-L)',
  summary: 'Trains a scale for each loss until all scaled losses are equal.',
  formula: 'minimise Σᵢ e^(sᵢ)·lᵢ − sᵢ over s, by Adam;  wᵢ = e^(sᵢ)',
  paper: 'Towards Impartial Multi-task Learning',
  authors: 'L. Liu, Y. Li, Z. Kuang, J.-H. Xue, Y. Chen, W. Yang, Q. Liao, W. Zhang',
  venue: 'ICLR',
  year: 2021,
  link: 'https://openreview.net/forum?id=IMPnRXEWpvr',
  needs: 'losses',
  state: 's = log w of each task, and Adam’s moments of it',
  backwardPasses: '1',
  invariances: ['At rest wᵢ = 1 / lᵢ: the weighted losses do not change when a loss is multiplied by a constant.'],
  options: [{ name: 'learningRate', meaning: 'Adam’s learning rate for s', defaultValue: '0.025', range: 'above 0' }],
  departures: [
    's has an Adam of its own without weight decay; LibMTL and TorchJD leave it to the model’s optimiser and its weight decay.',
    's stays within −50 … 50: a loss that goes to 0 would take it to ∞. A negative loss is an error.',
    'It is uncertainty weighting with −s in place of s and twice the weights. LibMTL has it only as the first half of its IMTL.',
  ],
};
