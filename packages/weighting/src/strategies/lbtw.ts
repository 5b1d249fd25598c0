import { power, type Balancer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, put, same, scale, sum, take } from '../math/per-task.ts';
import { smallestLoss } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** State of {@link lbtw}. */
export interface LbtwState {
  /** One entry for each task: its first loss above 0 of this epoch; null until there was one. */
  readonly tasks: readonly (number | null)[];
}

/** Options of {@link lbtw}. */
export const lbtwOptions = optionsSchema('lbtw', {
  /** α, at least 0: how strongly slow tasks are favoured. With 0 all weights are equal. */
  alpha: number({ default: 0.5, min: 0, meaning: 'α, how strongly slow tasks are favoured', search: [0, 2] }),
});

/** Options of {@link lbtw}. */
export type LbtwOptions = OptionsOf<typeof lbtwOptions>;

/**
 * Loss-balanced task weighting: gives a larger weight to tasks whose loss has decreased less since the start of the
 * epoch.
 *
 *     wᵢ = K · (lᵢ / lᵢ₀)^α / Σⱼ (lⱼ / lⱼ₀)^α
 *
 * lᵢ₀ is the task's loss in the first batch of the epoch (the first above 0), and K the number of tasks in the batch. Losses must
 * be 0 or more. A task that has only had losses of 0 has ratio 0; if all losses are 0, all tasks weigh 1. In both
 * cases the status is `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Liu, Y. Liang, A. Gitter. Loss-Balanced Task Weighting to Reduce Negative Transfer in Multi-Task Learning. AAAI
 *   2019. https://doi.org/10.1609/aaai.v33i01.33019977
 */
export function lbtw(options: LbtwOptions = {}): Balancer<LbtwState> {
  const owner = 'lbtw';
  const { alpha } = lbtwOptions.read(options);
  return {
    name: owner,
    config: configOf(lbtwOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ tasks: new Array<null>(taskCount).fill(null) }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const firsts = combine(
        take(state.tasks, present),
        stats.losses,
        (first, loss) => first ?? (loss < smallestLoss ? null : loss),
      );
      const ratios = combine(stats.losses, firsts, (loss, first) => loss / (first ?? 1));
      const largest = Math.max(...ratios);
      const next = { tasks: put(state.tasks, present, firsts) };
      if (largest === 0) return { weights: same(1, present), state: next, status: 'degenerate' };
      const powers = ratios.map((ratio) => power(ratio / largest, alpha));
      const status = firsts.includes(null) ? 'degenerate' : 'solved';
      return { weights: scale(present.length / sum(powers), powers), state: next, status };
    },
    endEpoch: (_, { tasks }) => ({ tasks: same(null, tasks) }),
  };
}

/** Card of {@link lbtw}, for the docs and the command line. */
export const lbtwCard: StrategyCard = {
  title: 'Loss-balanced task weighting (LBTW)',
  summary: 'Gives a larger weight to tasks whose loss has decreased less since the start of the epoch.',
  formula: 'wᵢ = K · (lᵢ/lᵢ₀)^α / Σⱼ (lⱼ/lⱼ₀)^α;  lᵢ₀ the loss in the first batch of the epoch',
  paper: 'Loss-Balanced Task Weighting to Reduce Negative Transfer in Multi-Task Learning',
  authors: 'S. Liu, Y. Liang, A. Gitter',
  venue: 'AAAI',
  year: 2019,
  link: 'https://doi.org/10.1609/aaai.v33i01.33019977',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'first loss of each task in this epoch',
  backwardPasses: '1',
  invariances: ['Scaling a loss does not change the weights.', 'The weights add up to K.'],
  options: lbtwOptions,
  departures: [
    'The weights add up to K, as in the authors’ code.',
    'A first loss of 0 is skipped; the authors’ code divides by it. A negative loss is an error.',
    'Not in LibMTL or TorchJD 0.17.',
  ],
};
