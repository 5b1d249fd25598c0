import type { Balancer, PerTask } from '@equipoise/core';

import { type BaseLoss, countEpoch, noBase } from '../base-loss.ts';
import type { StrategyCard } from '../card.ts';
import { combine, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { checkOptions, checkPositive } from '../options.ts';
import { weighPositive } from '../positive.ts';

/** What {@link igb} remembers. */
export interface IgbState {
  /** One entry for each task: bᵢ, its mean loss over the base epoch. */
  readonly tasks: readonly BaseLoss[];
}

/** What {@link igb} can be told. */
export interface IgbOptions {
  /**
   * The number of the epoch whose mean losses are the base, counted from 1.
   *
   * @defaultValue 1
   */
  readonly baseEpoch?: number;
}

/**
 * Improvable gap balancing: a task that has much left to improve, by the loss that it began with, weighs more.
 *
 *     L = Σᵢ gᵢ·log lᵢ     g = K · softmax(l / b), held fixed     wᵢ = ∂L/∂lᵢ = gᵢ / lᵢ
 *
 * bᵢ is the mean loss of task i over an early epoch, and K the number of tasks in the batch. Until that epoch has ended gᵢ is
 * 1; a task that has no base yet counts as one that has just begun, lᵢ / bᵢ = 1.
 *
 * Losses must be 0 or more. A loss of 0 (below 10⁻³⁰) has no logarithm: its task is left out and weighs 0, and the status
 * is `'degenerate'`.
 *
 * This is the paper's first version; the second has the weights chosen by a reinforcement-learning agent.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Y. Dai, N. Fei, Z. Lu. Improvable Gap Balancing for Multi-Task Learning. UAI 2023. https://arxiv.org/abs/2307.15429
 */
export function igb(options: IgbOptions = {}): Balancer<IgbState> {
  const owner = 'igb';
  checkOptions(owner, options, igbCard);
  const { baseEpoch = 1 } = options;
  checkPositive({ owner, option: 'baseEpoch', value: baseEpoch });
  return {
    name: owner,
    needs: 'losses',
    init: (taskCount) => ({ tasks: Array.from({ length: taskCount }, () => noBase) }),
    weigh(stats, state) {
      const rule = (losses: PerTask, tasks: readonly number[]): PerTask => {
        const gaps = combine(losses, take(state.tasks, tasks), (loss, { base }) => loss / (base ?? loss));
        return combine(softmax(gaps), losses, (share, loss) => (losses.length * share) / loss);
      };
      return { ...weighPositive(owner, stats, state.tasks.length, rule), state };
    },
    endEpoch: (meanLosses, { tasks }) => ({ tasks: countEpoch(owner, tasks, meanLosses, baseEpoch) }),
  };
}

/** What to know of {@link igb}. */
export const igbCard: StrategyCard = {
  title: 'Improvable gap balancing (IGB v1)',
  summary: 'A task that has much left to improve, by the loss that it began with, weighs more.',
  formula: 'minimise Σᵢ gᵢ·log lᵢ;  g = K · softmax(l / b);  wᵢ = gᵢ / lᵢ;  b the mean losses of the first epoch',
  paper: 'Improvable Gap Balancing for Multi-Task Learning',
  authors: 'Y. Dai, N. Fei, Z. Lu',
  venue: 'UAI',
  year: 2023,
  link: 'https://arxiv.org/abs/2307.15429',
  needs: 'losses',
  state: 'mean loss of each task over the base epoch',
  backwardPasses: '1',
  invariances: [
    'The weighted losses wᵢlᵢ do not change when a loss is multiplied by a constant.',
    'The weighted losses add up to K.',
  ],
  options: [
    {
      name: 'baseEpoch',
      meaning: 'number of the epoch whose mean losses are b, counted from 1',
      defaultValue: '1',
      range: 'above 0',
    },
  ],
  departures: [
    'Only the first version; the second lets a reinforcement-learning agent choose the weights.',
    'A loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate; so is a base of 0 passed over. A negative loss is an error.',
    'LibMTL and TorchJD 0.17 do not have it.',
  ],
};
