import { type Balancer, type PerTask, integer, optionsSchema, type OptionsOf } from '@equipoise/core';

import { type BaseLoss, countEpoch, noBase } from '../base-loss.ts';
import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { weighPositive } from '../positive.ts';

/** State of {@link igb}. */
export interface IgbState {
  /** One entry for each task: bᵢ, its mean loss over the base epoch. */
  readonly tasks: readonly BaseLoss[];
}

/** Options of {@link igb}. */
export const igbOptions = optionsSchema('igb', {
  /** The epoch whose mean losses are the baseline, counted from 1. */
  baseEpoch: integer({ default: 1, min: 1, meaning: 'epoch whose mean losses are b, counted from 1', search: [1, 5] }),
});

/** Options of {@link igb}. */
export type IgbOptions = OptionsOf<typeof igbOptions>;

/**
 * Improvable gap balancing: gives a larger weight to tasks whose loss is still large relative to its initial value.
 *
 *     L = Σᵢ gᵢ·log lᵢ     g = K · softmax(l / b), held fixed     wᵢ = ∂L/∂lᵢ = gᵢ / lᵢ
 *
 * bᵢ is the mean loss of task i over an early epoch, and K the number of tasks in the batch. Until that epoch has ended gᵢ is
 * 1; a task without a baseline has lᵢ / bᵢ = 1.
 *
 * Losses must be 0 or more. A loss of 0 (below 10⁻³⁰) has no logarithm: its task is left out and weighs 0, and the status
 * is `'degenerate'`.
 *
 * This is version 1 of the paper; in version 2 a reinforcement-learning agent chooses the weights.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Y. Dai, N. Fei, Z. Lu. Improvable Gap Balancing for Multi-Task Learning. UAI 2023. https://arxiv.org/abs/2307.15429
 */
export function igb(options: IgbOptions = {}): Balancer<IgbState> {
  const owner = 'igb';
  const { baseEpoch } = igbOptions.read(options);
  return {
    name: owner,
    config: configOf(igbOptions, options),
    headPolicy: 'weighted',
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

/** Card of {@link igb}, for the docs and the command line. */
export const igbCard: StrategyCard = {
  title: 'Improvable gap balancing (IGB v1)',
  summary: 'Gives a larger weight to tasks whose loss is still large relative to its initial value.',
  formula: 'minimise Σᵢ gᵢ·log lᵢ;  g = K · softmax(l / b);  wᵢ = gᵢ / lᵢ;  b the mean losses of the first epoch',
  paper: 'Improvable Gap Balancing for Multi-Task Learning',
  authors: 'Y. Dai, N. Fei, Z. Lu',
  venue: 'UAI',
  year: 2023,
  link: 'https://arxiv.org/abs/2307.15429',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'mean loss of each task over the baseline epoch',
  backwardPasses: '1',
  invariances: ['The weighted losses wᵢlᵢ do not change when a loss is scaled.', 'The weighted losses add up to K.'],
  options: igbOptions,
  departures: [
    'Only version 1; in version 2 a reinforcement-learning agent chooses the weights.',
    'A loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate; a baseline of 0 is skipped. A negative loss is an error.',
    'Not in LibMTL or TorchJD 0.17.',
  ],
};
