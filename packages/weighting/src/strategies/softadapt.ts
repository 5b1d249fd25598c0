import {
  type Balancer,
  choice,
  flag,
  integer,
  number,
  type OptionsOf,
  optionsSchema,
  type PerTask,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, put, scale, sum, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** State of {@link softadapt}. */
export interface SoftadaptState {
  /** The last losses of each task, newest last. */
  readonly tasks: readonly PerTask[];
}

/** Options of {@link softadapt}. */
export const softadaptOptions = optionsSchema('softadapt', {
  /** β: above 0 favours tasks whose loss falls least, below 0 those whose loss falls most. */
  beta: number({ default: 0.1, meaning: 'β, sharpness; below 0 it favours the fastest tasks', search: [-1, 1] }),
  /** What the softmax weighs: nothing else, or also the mean loss. */
  variant: choice(['original', 'loss-weighted'], {
    default: 'original',
    meaning: '`loss-weighted` multiplies e^(βsᵢ) by the mean of the losses remembered',
  }),
  /** Whether slopes are divided by their sum of sizes. */
  normalized: flag({ default: false, meaning: 'whether the slopes are divided by Σ|sⱼ|' }),
  /** The number of differences that a slope is the mean of. */
  window: integer({ default: 1, min: 1, meaning: 'differences that a slope is the mean of', search: [1, 10] }),
});

/** Options of {@link softadapt}. */
export type SoftadaptOptions = OptionsOf<typeof softadaptOptions>;

/**
 * SoftAdapt: weights tasks by the softmax of the slopes of their losses.
 *
 *     sᵢ = (lᵢ(t) − lᵢ(t − n)) / n     wᵢ = e^(βsᵢ) / Σⱼ e^(βsⱼ)     or, loss-weighted,  wᵢ = l̄ᵢe^(βsᵢ) / Σⱼ l̄ⱼe^(βsⱼ)
 *
 * n is `window`, fewer until there were as many batches; l̄ᵢ is the mean of the losses remembered. A task that was in one batch only has the
 * slope 0. The state of absent tasks does not change.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see A. A. Heydari, C. A. Thompson, A. Mehmood. SoftAdapt: Techniques for Adaptive Loss Weighting of Neural Networks with Multi-Part
 *   Loss Functions. 2019. https://arxiv.org/abs/1912.12355
 */
export function softadapt(options: SoftadaptOptions = {}): Balancer<SoftadaptState> {
  const { beta, variant, normalized, window } = softadaptOptions.read(options);
  return {
    name: 'softadapt',
    config: configOf(softadaptOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ tasks: Array.from({ length: taskCount }, () => []) }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.tasks.length);
      checkFinite('softadapt', 'loss', stats.losses, present);
      const tasks = combine(take(state.tasks, present), stats.losses, (losses, loss) =>
        [...losses, loss].slice(-window - 1),
      );
      const slopes = tasks.map((losses) => ((losses.at(-1) ?? 0) - (losses[0] ?? 0)) / Math.max(losses.length - 1, 1));
      const size = sum(slopes.map(Math.abs));
      const shares = softmax(scale(normalized && size > 0 ? beta / size : beta, slopes));
      const next = { tasks: put(state.tasks, present, tasks) };
      if (variant === 'original') return { weights: shares, state: next };
      const parts = combine(shares, tasks, (share, losses) => (share * sum(losses)) / losses.length);
      const total = sum(parts);
      if (!(total > 0)) return { weights: shares, state: next, status: 'degenerate' };
      return { weights: scale(1 / total, parts), state: next };
    },
  };
}

/** Card of {@link softadapt}, for the docs and the command line. */
export const softadaptCard: StrategyCard = {
  title: 'SoftAdapt',
  summary: 'Weights tasks by the softmax of the slopes of their losses.',
  formula: 'sᵢ = (lᵢ(t) − lᵢ(t − n))/n;  wᵢ = e^(βsᵢ) / Σⱼ e^(βsⱼ)',
  paper: 'SoftAdapt: Techniques for Adaptive Loss Weighting of Neural Networks with Multi-Part Loss Functions',
  authors: 'A. A. Heydari, C. A. Thompson, A. Mehmood',
  venue: 'arXiv',
  year: 2019,
  link: 'https://arxiv.org/abs/1912.12355',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'the last n + 1 losses of each task',
  backwardPasses: '1',
  invariances: [
    'The weights add up to 1.',
    'Adding a constant to a loss does not change the weights of the original variant.',
  ],
  options: softadaptOptions,
  departures: [
    'The slope is the mean of the last n differences; the authors’ code takes one-sided finite differences of order n, which are the same for n = 1.',
    'Normalised slopes are divided by Σ|sⱼ|; the authors’ code divides by Σsⱼ, which may be 0 or turn the sign.',
    'Computed for every batch; the authors suggest every few epochs. Where the mean losses are all 0, or their sum below 0, the original variant is taken (reported as degenerate).',
  ],
};
