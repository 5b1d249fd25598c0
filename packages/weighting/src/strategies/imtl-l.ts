import { type Balancer, type PerTask, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, put, take } from '../math/per-task.ts';
import { presentTasks, tasksWithLosses } from '../present.ts';

/** State of {@link imtlL}. */
export interface ImtlLState {
  /** One entry for each task. */
  readonly tasks: readonly {
    /** s, the trained logarithm of the weight. */
    readonly logWeight: number;
    /** What Adam remembers of s. */
    readonly moments: AdamMoments;
  }[];
}

/** Options of {@link imtlL}. */
export const imtlLOptions = optionsSchema('imtl-l', {
  /** Adam's learning rate for s, above 0. There is no weight decay. */
  learningRate: number({
    default: 0.025,
    above: 0,
    meaning: 'Adam’s learning rate for s',
    scale: 'log',
    search: [1e-3, 0.1],
  }),
});

/** Options of {@link imtlL}. */
export type ImtlLOptions = OptionsOf<typeof imtlLOptions>;

/** Beyond it e^s says nothing any more: a loss of 0 would drive s to ∞. */
const bound = 50;

/**
 * Impartial losses: learns a scale for each loss so that all scaled losses become equal.
 *
 *     minimise Σᵢ e^(sᵢ)·lᵢ − sᵢ     so  wᵢ = e^(sᵢ)
 *
 * sᵢ starts at 0 and is trained by Adam together with the model. The weights of a batch use the s of the batches before it. For
 * constant losses it converges to wᵢ = 1 / lᵢ.
 *
 * Losses must be 0 or more; while one is 0 its s does not converge, and the status is `'degenerate'`. Departure
 * from the paper: s stays within −50 … 50, because it would diverge to ∞ for a loss that tends to 0.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see L. Liu, Y. Li, Z. Kuang, J.-H. Xue, Y. Chen, W. Yang, Q. Liao, W. Zhang. Towards Impartial Multi-task Learning.
 *   ICLR 2021. https://openreview.net/forum?id=IMPnRXEWpvr
 */
export function imtlL(options: ImtlLOptions = {}): Balancer<ImtlLState> {
  const owner = 'imtl-l';
  const { learningRate } = imtlLOptions.read(options);
  const weigh = (tasks: ImtlLState['tasks']): PerTask => tasks.map(({ logWeight }) => Math.exp(logWeight));
  return {
    name: owner,
    config: configOf(imtlLOptions, options),
    headPolicy: 'weighted',
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

/** Card of {@link imtlL}, for the docs and the command line. */
export const imtlLCard: StrategyCard = {
  title: 'Impartial losses (IMTL-L)',
  summary: 'Learns a scale for each loss so that all scaled losses become equal.',
  formula: 'minimise Σᵢ e^(sᵢ)·lᵢ − sᵢ over s, by Adam;  wᵢ = e^(sᵢ)',
  paper: 'Towards Impartial Multi-task Learning',
  authors: 'L. Liu, Y. Li, Z. Kuang, J.-H. Xue, Y. Chen, W. Yang, Q. Liao, W. Zhang',
  venue: 'ICLR',
  year: 2021,
  link: 'https://openreview.net/forum?id=IMPnRXEWpvr',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 's = log w of each task, and Adam’s moments of it',
  backwardPasses: '1',
  invariances: ['At convergence wᵢ = 1 / lᵢ: the weighted losses do not change when a loss is scaled.'],
  options: imtlLOptions,
  departures: [
    's has its own Adam without weight decay; LibMTL and TorchJD train it by the model’s optimiser, with its weight decay.',
    's stays within −50 … 50: it would diverge for a loss that tends to 0. A negative loss is an error.',
    'It is uncertainty weighting with −s for s and twice the weights. LibMTL has it only as part of its IMTL.',
  ],
};
