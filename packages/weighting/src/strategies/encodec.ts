import {
  type Balancer,
  type GradientStats,
  number,
  type OptionsOf,
  optionsSchema,
  type PerTask,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { readGradients, statusOf } from '../gramian-rule.ts';
import { combine, put, same, sum, take } from '../math/per-task.ts';
import { checkCount, preferenceOption } from '../preference.ts';
import { presentTasks } from '../present.ts';

/** State of {@link encodec}. */
export interface EncodecState {
  /** One entry for each task: the decayed sum of its gradient norms, and that of ones, whose ratio is the mean. */
  readonly tasks: readonly { readonly total: number; readonly count: number }[];
}

/** Options of {@link encodec}. */
export const encodecOptions = optionsSchema('encodec', {
  /** R: the norm that the weighted gradients add up to. */
  totalNorm: number({
    default: 1,
    above: 0,
    meaning: 'R, sum of the norms of the weighted gradients',
    scale: 'log',
    search: [0.01, 100],
  }),
  /** Decay of the running means of the norms. */
  decay: number({
    default: 0.999,
    min: 0,
    max: 1,
    meaning: 'decay of the running means of the norms',
    search: [0.9, 0.9999],
  }),
  /** λ: how much each task matters, one number above 0 for each task. */
  preference: preferenceOption,
});

/** Options of {@link encodec}. */
export type EncodecOptions = OptionsOf<typeof encodecOptions>;

/**
 * EnCodec's balancer: gives every task its share of a fixed gradient norm, whatever the scale of its loss.
 *
 *     wᵢ = R · (λᵢ / Σⱼ λⱼ) / mᵢ     mᵢ the running mean of nᵢ, this batch included
 *
 * mᵢ is corrected for its start: Σ decayᵏnᵢ / Σ decayᵏ. λ is the option `preference`. While a task's gradients were all 0 it weighs 0, with
 * the status `'degenerate'`. The norms of absent tasks do not change.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see A. Défossez, J. Copet, G. Synnaeve, Y. Adi. High Fidelity Neural Audio Compression. TMLR 2023. https://arxiv.org/abs/2210.13438
 */
export function encodec(options: EncodecOptions = {}): Balancer<EncodecState, GradientStats> {
  const owner = 'encodec';
  const { totalNorm, decay, preference } = encodecOptions.read(options);
  return {
    name: owner,
    config: configOf(encodecOptions, options),
    headPolicy: 'unweighted',
    needs: 'gramian',
    init(taskCount) {
      checkCount(owner, 'preference', preference, taskCount);
      return { tasks: same({ total: 0, count: 0 }, new Array(taskCount).fill(0)) };
    },
    weigh(stats, state) {
      const present = presentTasks(stats, state.tasks.length);
      const gradients = readGradients(owner, stats, present);
      const tasks = combine(take(state.tasks, present), [...gradients.norms], ({ total, count }, norm) => ({
        total: decay * total + norm,
        count: decay * count + 1,
      }));
      const shares: PerTask = preference ? take(preference, present) : same(1, present);
      const weights = combine(tasks, shares, ({ total, count }, share) =>
        total > 0 ? (totalNorm * (share / sum(shares)) * count) / total : 0,
      );
      const status = tasks.every(({ total }) => total > 0) ? 'solved' : 'degenerate';
      return {
        weights,
        state: { tasks: put(state.tasks, present, tasks) },
        status: statusOf(gradients, weights, status),
      };
    },
  };
}

/** Card of {@link encodec}, for the docs and the command line. */
export const encodecCard: StrategyCard = {
  title: 'EnCodec’s loss balancer',
  summary: 'Gives every task its share of a fixed gradient norm, whatever the scale of its loss.',
  formula: 'wᵢ = R·(λᵢ/Σⱼ λⱼ)/mᵢ;  mᵢ the running mean of nᵢ',
  paper: 'High Fidelity Neural Audio Compression',
  authors: 'A. Défossez, J. Copet, G. Synnaeve, Y. Adi',
  venue: 'TMLR',
  year: 2023,
  link: 'https://arxiv.org/abs/2210.13438',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'In the authors’ model all parameters are shared.',
  state: 'the running mean of each gradient norm',
  backwardPasses: 'K',
  invariances: [
    'Scaling a loss does not change its weighted gradient.',
    'With decay = 0 the weighted gradients have the norms Rλᵢ/Σλⱼ.',
  ],
  options: encodecOptions,
  departures: [
    'The gradients are over the shared parameters; the authors take them at the model’s output, and average the norms of the examples of a batch (`gradientScope: representation` of `fit` is the nearest).',
    'No 10⁻¹² is added to the mean; a task without gradients yet weighs 0 and is reported as degenerate. Not in LibMTL or TorchJD 0.17.',
  ],
};
