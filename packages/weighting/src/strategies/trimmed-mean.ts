import { type TransformBalancer, type TransformStep, integer, optionsSchema, type OptionsOf } from '@equipoise/core';
import {
  cast,
  div,
  divNoNan,
  floor,
  greater,
  greaterEqual,
  less,
  logicalAnd,
  maximum,
  minimum,
  mul,
  range,
  stack,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  unstack,
  where,
} from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { same } from '../math/per-task.ts';
import { weightedSum, column } from '../math/rows.ts';
import { sortingNetwork } from '../math/sorting-network.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** Options of {@link trimmedMean}. */
export const trimmedMeanOptions = optionsSchema('trimmed-mean', {
  /** k, at least 0: the number of largest, and of smallest, entries that are left out. */
  trim: integer({ default: 1, min: 0, meaning: 'k, entries left out on each side', search: [0, 2] }),
});

/** Options of {@link trimmedMean}. */
export type TrimmedMeanOptions = OptionsOf<typeof trimmedMeanOptions>;

/** Stands for the gradient of an absent task: sorted before all others, and left out. */
const beyond = 3e38;

/**
 * Coordinate-wise trimmed mean: averages the task gradients for each parameter, without the largest and smallest
 * entries.
 *
 *     d = 1 / (K − 2k) · Σ of the entries without the k largest and the k smallest     for each parameter
 *
 * With too few tasks for k it is the median. Every task weighs 1/K, and so does its head.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see D. Yin, Y. Chen, K. Ramchandran, P. Bartlett. Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates.
 *   ICML 2018. https://arxiv.org/abs/1803.01498
 */
export function trimmedMean(options: TrimmedMeanOptions = {}): TransformBalancer<GramianRuleState> {
  const owner = 'trimmed-mean';
  const { trim } = trimmedMeanOptions.read(options);
  return {
    name: owner,
    config: configOf(trimmedMeanOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: { apply: (step) => ({ direction: middle(step, trim) }) },
    init: (taskCount) => ({ taskCount }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      checkFinite(owner, 'loss', stats.losses, present);
      return { weights: same(1 / present.length, present), state };
    },
  };
}

function middle({ batch, present, weigh }: TransformStep, trim: number): Tensor1D {
  const jacobian = batch.jacobian();
  const [taskCount] = jacobian.shape;
  const count = sum(present);
  const gradients = mul<Tensor2D>(jacobian, column(mul(weigh().weights, count))); // As they are, where no task has a priority.
  const rows = unstack(where<Tensor2D>(greater(column(present), 0), gradients, beyond));
  for (const [above, below] of sortingNetwork(taskCount)) {
    const [one, other] = [rows[above] ?? present, rows[below] ?? present];
    [rows[above], rows[below]] = [maximum(one, other), minimum(one, other)];
  }
  const place = range(0, taskCount, 1, 'float32'); // From the largest on; absent tasks have the first ones.
  const cut = minimum(trim, maximum(0, floor(div(sub(count, 1), 2))));
  const kept = logicalAnd(greaterEqual(place, sub(taskCount, sub(count, cut))), less(place, sub(taskCount, cut)));
  return weightedSum(divNoNan(cast(kept, 'float32'), sub(count, mul(2, cut))), stack(rows) as Tensor2D);
}

/** Card of {@link trimmedMean}, for the docs and the command line. */
export const trimmedMeanCard: StrategyCard = {
  title: 'Coordinate-wise trimmed mean',
  summary: 'Averages the task gradients for each parameter, without the largest and smallest entries.',
  formula: 'd = 1 / (K − 2k) · Σ of the entries without the k largest and the k smallest, for each parameter',
  paper: 'Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates',
  authors: 'D. Yin, Y. Chen, K. Ramchandran, P. Bartlett',
  venue: 'ICML',
  year: 2018,
  link: 'https://arxiv.org/abs/1803.01498',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in TorchJD.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant scales the update by it.',
    'With k = 0 the update is the average gradient; up to k outliers, however large, cannot move it out of the range of the other gradients.',
  ],
  options: trimmedMeanOptions,
  departures: [
    'With 2k or fewer tasks the median is taken; TorchJD 0.17 throws.',
    'The paper is about faulty workers; here tasks take the place of workers, as in TorchJD.',
  ],
};
