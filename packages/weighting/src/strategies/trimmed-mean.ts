import { type Balancer, InvalidOptionError, type TransformStep } from '@equipoise/core';
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
import { checkOptions } from '../options.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { same } from '../math/per-task.ts';
import { along, column } from '../math/rows.ts';
import { sortingNetwork } from '../math/sorting-network.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link trimmedMean} can be told. */
export interface TrimmedMeanOptions {
  /**
   * How many of the largest, and as many of the smallest numbers are left out, at least 0.
   *
   * @defaultValue 1
   */
  readonly trim?: number;
}

/** Stands for the gradient of an absent task: sorted before all others, and left out. */
const beyond = 3e38;

/**
 * Coordinate-wise trimmed mean: for each parameter, the mean of the tasks' gradients without the extreme ones.
 *
 *     d = 1 / (K − 2k) · Σ of the numbers left when the k largest and the k smallest are left out     for each parameter
 *
 * With too few tasks for k, as many are left out as leave one or two: the median. Every task weighs 1/K, and its head with it.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see D. Yin, Y. Chen, K. Ramchandran, P. Bartlett. Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates.
 *   ICML 2018. https://arxiv.org/abs/1803.01498
 */
export function trimmedMean(options: TrimmedMeanOptions = {}): Balancer<GramianRuleState> {
  const owner = 'trimmed-mean';
  checkOptions(owner, options, trimmedMeanCard);
  const { trim = 1 } = options;
  if (!(Number.isInteger(trim) && trim >= 0)) {
    throw new InvalidOptionError(owner, 'trim', 'a whole number of at least 0', trim);
  }
  return {
    name: owner,
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
  return along(divNoNan(cast(kept, 'float32'), sub(count, mul(2, cut))), stack(rows) as Tensor2D);
}

/** What to know of {@link trimmedMean}. */
export const trimmedMeanCard: StrategyCard = {
  title: 'Coordinate-wise trimmed mean',
  summary: 'For each parameter, the mean of the tasks’ gradients without the extreme ones.',
  formula:
    'd = 1 / (K − 2k) · Σ of the numbers left when the k largest and the k smallest are left out, for each parameter',
  paper: 'Byzantine-Robust Distributed Learning: Towards Optimal Statistical Rates',
  authors: 'D. Yin, Y. Chen, K. Ramchandran, P. Bartlett',
  venue: 'ICML',
  year: 2018,
  link: 'https://arxiv.org/abs/1803.01498',
  needs: 'jacobian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Multiplying every gradient by one constant multiplies the update by it.',
    'With k = 0 the update is the mean of the gradients; up to k tasks, however long their gradients, move it no further than the others’ range.',
  ],
  options: [{ name: 'trim', meaning: 'k, how many are left out on each side', defaultValue: '1', range: '0, 1, 2, …' }],
  departures: [
    'With 2k or fewer tasks the median is taken; TorchJD 0.17 refuses.',
    'The paper is about workers, of which some are faulty; here the tasks take their place, as in TorchJD.',
  ],
};
