import {
  type TransformBalancer,
  type GradientStats,
  type TransformResult,
  type TransformStep,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';
import { add, div, divNoNan, mul, sqrt, square, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { gramianRule } from '../gramian-rule.ts';
import { biasCorrection } from '../math/bias-correction.ts';
import { weightedSum, column, moved, products, slot } from '../math/rows.ts';
import { presentTasks } from '../present.ts';
import { conflictFree } from './config.ts';

/** What {@link mConfig} remembers beside the moments. */
export interface MConfigState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** Batches so far: whose turn it is. */
  readonly batches: number;
}

/** Options of {@link mConfig}. */
export const mConfigOptions = optionsSchema('m-config', {
  /** β₁, from 0 to below 1: decay rate of the running mean of a task's gradient, per turn. */
  beta1: number({ default: 0.9, min: 0, below: 1, meaning: 'β₁, decay rate of a running mean', search: [0.5, 0.99] }),
  /** β₂, from 0 to below 1: decay rate of the running mean of the squared update. */
  beta2: number({
    default: 0.999,
    min: 0,
    below: 1,
    meaning: 'β₂, decay rate of the mean square',
    search: [0.9, 0.9999],
  }),
});

/** Options of {@link mConfig}. */
export type MConfigOptions = OptionsOf<typeof mConfigOptions>;

const epsilon = 1e-8;

/**
 * ConFIG with momentum: updates the running mean of one task's gradient per step, in turn, and applies ConFIG to the
 * means. A step costs one backward pass, however many tasks there are.
 *
 *     mᵢ ← β₁mᵢ + (1 − β₁)gᵢ for the task i whose turn it is     m̂ᵢ = mᵢ/(1 − β₁ to the power of its turns)
 *     d = ConFIG(m̂₁, …, m̂ₖ)     m = (1 − β₁ᵗ) d     g = (m − β₁·m before)/(1 − β₁)
 *     v ← β₂v + (1 − β₂)g²     θ ← θ − η d / (√(v/(1 − β₂ᵗ)) + 10⁻⁸)
 *
 * ConFIG is that of `config`; a task that has had no turn is left out of it. This replaces the optimizer's own step on the shared
 * parameters. Every step trains all heads.
 *
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Q. Liu, M. Chu, N. Thuerey. ConFIG: Towards Conflict-free Training of Physics Informed Neural Networks. ICLR 2025.
 *   https://arxiv.org/abs/2408.11104
 */
export function mConfig(options: MConfigOptions = {}): TransformBalancer<MConfigState, GradientStats> {
  const owner = 'm-config';
  const { beta1, beta2 } = mConfigOptions.read(options);
  const inner = gramianRule(mConfigOptions, options, conflictFree);
  return {
    name: owner,
    config: configOf(mConfigOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: {
      slots: {
        means: ['tasks', 'parameters'],
        turns: ['tasks'],
        momentum: ['parameters'],
        squares: ['parameters'],
        steps: [],
      },
      apply: (step) => rotate(step, { beta1, beta2 }),
    },
    init: (taskCount) => ({ taskCount, batches: 0 }),
    current(stats, { taskCount, batches }) {
      const present = presentTasks(stats, taskCount);
      return present.map((_, place) => Number(place === batches % present.length));
    },
    weigh(stats, { taskCount, batches }) {
      return { ...inner.weigh(stats, { taskCount }), state: { taskCount, batches: batches + 1 } };
    },
  };
}

function rotate(step: TransformStep, { beta1, beta2 }: CompleteOptionsOf<typeof mConfigOptions>): TransformResult {
  const { batch, current, slots, weigh } = step;
  const turn = current();
  const gradient = batch.gradient(turn);
  const turns = add(slot(slots, 'turns'), turn);
  const means = moved(slot(slots, 'means'), mul(column(turn), gradient), mul(turn, 1 - beta1));
  const unbias = divNoNan<Tensor1D>(1, biasCorrection(beta1, turns)); // m̂ᵢ = mᵢ times it.
  const gramian = mul(products(means), products(column(unbias)));
  const direction = weightedSum(mul(weigh({ gramian }).weights, unbias), means);
  const steps = add(slot(slots, 'steps'), 1);
  const momentum = mul(direction, biasCorrection(beta1, steps));
  const pseudo = div(sub(momentum, mul(slot(slots, 'momentum'), beta1)), 1 - beta1);
  const squares = add(mul(slot(slots, 'squares'), beta2), mul(square(pseudo), 1 - beta2));
  const update = div<Tensor1D>(direction, add(sqrt(div(squares, biasCorrection(beta2, steps))), epsilon));
  return { update, slots: { means, turns, momentum, squares, steps } };
}

/** Card of {@link mConfig}, for the docs and the command line. */
export const mConfigCard: StrategyCard = {
  title: 'ConFIG with momentum (M-ConFIG)',
  summary: 'Updates the running mean of one task’s gradient per step, in turn, and applies ConFIG to the means.',
  formula:
    'mᵢ ← β₁mᵢ + (1 − β₁)gᵢ for one task i a step;  d = ConFIG(m̂);  θ ← θ − η d/(√v̂ + 10⁻⁸), v the second moment of the pseudo-gradient',
  paper: 'ConFIG: Towards Conflict-free Training of Physics Informed Neural Networks',
  authors: 'Q. Liu, M. Chu, N. Thuerey',
  venue: 'ICLR',
  year: 2025,
  link: 'https://arxiv.org/abs/2408.11104',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'The authors’ networks have no heads: their update is of all parameters.',
  state: 'the running mean of each task’s gradient, its number of turns, and two moments of the update',
  backwardPasses: '1',
  invariances: [
    'With one task it is Adam.',
    'Scaling a loss does not change the direction d before the division by √v̂.',
  ],
  options: mConfigOptions,
  departures: [
    'Tasks without a turn are left out; the authors’ code makes no step until all tasks have had one.',
    'Only tasks with labels in the batch take turns. Every step trains all heads, at the cost of their own backward passes.',
  ],
};
