import type { Balancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { combine, put, same, scale, sum, take } from '../math/per-task.ts';
import { checkNonNegative, checkOptions } from '../options.ts';
import { smallestLoss } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** What {@link lbtw} remembers. */
export interface LbtwState {
  /** One entry for each task: its first loss above 0 of this epoch; null until there was one. */
  readonly tasks: readonly (number | null)[];
}

/** What {@link lbtw} can be told. */
export interface LbtwOptions {
  /**
   * α, at least 0: how strongly tasks that learn slowly are pulled forward. 0 makes all weights equal.
   *
   * @defaultValue 0.5
   */
  readonly alpha?: number;
}

/**
 * Loss-balanced task weighting: the less a task's loss has fallen since the epoch began, the more it weighs.
 *
 *     wᵢ = K · (lᵢ / lᵢ₀)^α / Σⱼ (lⱼ / lⱼ₀)^α
 *
 * lᵢ₀ is the task's loss in the first batch of the epoch (the first above 0), and K the number of tasks in the batch. Losses must
 * be 0 or more. A task that has only had losses of 0 counts as having fallen to 0; where all losses are 0 all weigh 1. In both
 * cases the status is `'degenerate'`.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Liu, Y. Liang, A. Gitter. Loss-Balanced Task Weighting to Reduce Negative Transfer in Multi-Task Learning. AAAI
 *   2019. https://doi.org/10.1609/aaai.v33i01.33019977
 */
export function lbtw(options: LbtwOptions = {}): Balancer<LbtwState> {
  const owner = 'lbtw';
  checkOptions(owner, options, lbtwCard);
  const { alpha = 0.5 } = options;
  checkNonNegative({ owner, option: 'alpha', value: alpha });
  return {
    name: owner,
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
      const powers = ratios.map((ratio) => (ratio / largest) ** alpha);
      const status = firsts.includes(null) ? 'degenerate' : 'solved';
      return { weights: scale(present.length / sum(powers), powers), state: next, status };
    },
    endEpoch: (_, { tasks }) => ({ tasks: same(null, tasks) }),
  };
}

/** What to know of {@link lbtw}. */
export const lbtwCard: StrategyCard = {
  title: 'Loss-balanced task weighting (LBTW)',
  summary: 'The less a task’s loss has fallen since the epoch began, the more it weighs.',
  formula: 'wᵢ = K · (lᵢ/lᵢ₀)^α / Σⱼ (lⱼ/lⱼ₀)^α;  lᵢ₀ the loss in the first batch of the epoch',
  paper: 'Loss-Balanced Task Weighting to Reduce Negative Transfer in Multi-Task Learning',
  authors: 'S. Liu, Y. Liang, A. Gitter',
  venue: 'AAAI',
  year: 2019,
  link: 'https://doi.org/10.1609/aaai.v33i01.33019977',
  needs: 'losses',
  state: 'first loss of each task in this epoch',
  backwardPasses: '1',
  invariances: ['Multiplying a loss by a constant changes nothing.', 'The weights add up to K.'],
  options: [
    {
      name: 'alpha',
      meaning: 'α, how strongly slow tasks are pulled forward',
      defaultValue: '0.5',
      range: 'at least 0',
    },
  ],
  departures: [
    'The weights add up to K, as in the authors’ code.',
    'A first loss of 0 is passed over; the authors’ code divides by it. A negative loss is an error.',
    'LibMTL and TorchJD 0.17 do not have it.',
  ],
};
