import {
  type TransformBalancer,
  type TransformResult,
  type TransformStep,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';
import { add, div, divNoNan, mul, sqrt, square, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { biasCorrection } from '../math/bias-correction.ts';
import { weightedSum, column, moved, slot } from '../math/rows.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** Options of {@link adatask}. */
export const adataskOptions = optionsSchema('adatask', {
  /** β₁, from 0 to below 1: decay rate of the first moment. */
  beta1: number({ default: 0.9, min: 0, below: 1, meaning: 'β₁, decay rate of the first moment', search: [0.5, 0.99] }),
  /** β₂, from 0 to below 1: decay rate of the second moment. */
  beta2: number({
    default: 0.999,
    min: 0,
    below: 1,
    meaning: 'β₂, decay rate of the second moment',
    search: [0.9, 0.9999],
  }),
  /** ε, above 0: the constant of Adam that is added to √v̂. */
  epsilon: number({ default: 1e-8, above: 0, meaning: 'ε, added to √v̂', scale: 'log', search: [1e-10, 1e-4] }),
});

/** Options of {@link adatask}. */
export type AdataskOptions = OptionsOf<typeof adataskOptions>;

/**
 * Task-wise Adam: runs a separate Adam for each task on the shared parameters, and adds up the steps.
 *
 *     mᵢ ← β₁mᵢ + (1 − β₁)gᵢ     vᵢ ← β₂vᵢ + (1 − β₂)gᵢ²     θ ← θ − η Σᵢ m̂ᵢ / (√v̂ᵢ + ε)
 *
 * m̂ᵢ and v̂ᵢ are mᵢ and vᵢ divided by 1 − β₁ᵗ and 1 − β₂ᵗ, and t counts the batches that task i was in. This replaces the optimizer's
 * own step on the shared parameters. A head belongs to one task, so its Adam is the usual one. Every task weighs 1.
 *
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see E. Yang, J. Pan, X. Wang, H. Yu, L. Shen, X. Chen, L. Xiao, J. Jiang, G. Guo. AdaTask: A Task-Aware Adaptive Learning Rate
 *   Approach to Multi-Task Learning. AAAI 2023. https://arxiv.org/abs/2211.15055
 */
export function adatask(options: AdataskOptions = {}): TransformBalancer<GramianRuleState> {
  const owner = 'adatask';
  const { beta1, beta2, epsilon } = adataskOptions.read(options);
  return {
    name: owner,
    config: configOf(adataskOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: {
      slots: { means: ['tasks', 'parameters'], squares: ['tasks', 'parameters'], batches: ['tasks'] },
      apply: (step) => adam(step, { beta1, beta2, epsilon }),
    },
    init: (taskCount) => ({ taskCount }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      checkFinite(owner, 'loss', stats.losses, present);
      return { weights: present.map(() => 1), state };
    },
  };
}

function adam(
  step: TransformStep,
  { beta1, beta2, epsilon }: CompleteOptionsOf<typeof adataskOptions>,
): TransformResult {
  const { batch, present, slots, weigh } = step;
  const jacobian = batch.jacobian();
  const batches = add(slot(slots, 'batches'), present);
  const means = moved(slot(slots, 'means'), jacobian, mul(present, 1 - beta1));
  const squares = moved(slot(slots, 'squares'), square(jacobian), mul(present, 1 - beta2));
  const unbiased = (values: Tensor, beta: number): Tensor => divNoNan(values, column(biasCorrection(beta, batches)));
  const steps = div<Tensor2D>(unbiased(means, beta1), add(sqrt(unbiased(squares, beta2)), epsilon));
  return { update: weightedSum(weigh().weights, steps), slots: { means, squares, batches } };
}

/** Card of {@link adatask}, for the docs and the command line. */
export const adataskCard: StrategyCard = {
  title: 'Task-wise adaptive learning rate (AdaTask)',
  summary: 'Runs a separate Adam for each task on the shared parameters, and adds up the steps.',
  formula: 'θ ← θ − η Σᵢ m̂ᵢ/(√v̂ᵢ + ε);  mᵢ ← β₁mᵢ + (1 − β₁)gᵢ, vᵢ ← β₂vᵢ + (1 − β₂)gᵢ²',
  paper: 'AdaTask: A Task-Aware Adaptive Learning Rate Approach to Multi-Task Learning',
  authors: 'E. Yang, J. Pan, X. Wang, H. Yu, L. Shen, X. Chen, L. Xiao, J. Jiang, G. Guo',
  venue: 'AAAI',
  year: 2023,
  link: 'https://arxiv.org/abs/2211.15055',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in the paper: a head belongs to one task, whose Adam trains it.',
  state: 'the two moments of each task’s gradient, and the number of batches with the task',
  backwardPasses: 'K',
  invariances: [
    'Scaling a loss does not change the update, as long as ε is small relative to the gradients.',
    'With one task it is Adam.',
  ],
  options: adataskOptions,
  departures: [
    'A task that is absent from a batch makes no step; its moments and its count do not change.',
    'Only the Adam variant; the paper also has AdaGrad and RMSProp.',
  ],
};
