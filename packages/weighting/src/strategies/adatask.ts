import type { Balancer, TransformResult, TransformStep } from '@equipoise/core';
import { add, div, divNoNan, mul, sqrt, square, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { biasCorrection } from '../math/bias-correction.ts';
import { weightedSum, column, moved, slot } from '../math/rows.ts';
import { checkBetween, checkOptions, checkPositive } from '../options.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** Options of {@link adatask}. */
export interface AdataskOptions {
  /**
   * β₁, from 0 to below 1: decay rate of the first moment.
   *
   * @defaultValue 0.9
   */
  readonly beta1?: number;
  /**
   * β₂, from 0 to below 1: decay rate of the second moment.
   *
   * @defaultValue 0.999
   */
  readonly beta2?: number;
  /**
   * ε, above 0: the constant of Adam that is added to √v̂.
   *
   * @defaultValue 1e-8
   */
  readonly epsilon?: number;
}

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
export function adatask(options: AdataskOptions = {}): Balancer<GramianRuleState> {
  const owner = 'adatask';
  checkOptions(owner, options, adataskCard);
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  checkBetween({ owner, option: 'beta1', value: beta1 }, [0, 1 - Number.EPSILON]);
  checkBetween({ owner, option: 'beta2', value: beta2 }, [0, 1 - Number.EPSILON]);
  checkPositive({ owner, option: 'epsilon', value: epsilon });
  return {
    name: owner,
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

function adam(step: TransformStep, { beta1, beta2, epsilon }: Required<AdataskOptions>): TransformResult {
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
  state: 'the two moments of each task’s gradient, and the number of batches with the task',
  backwardPasses: 'K',
  invariances: [
    'Scaling a loss does not change the update, as long as ε is small relative to the gradients.',
    'With one task it is Adam.',
  ],
  options: [
    { name: 'beta1', meaning: 'β₁, decay rate of the first moment', defaultValue: '0.9', range: '0 … below 1' },
    { name: 'beta2', meaning: 'β₂, decay rate of the second moment', defaultValue: '0.999', range: '0 … below 1' },
    { name: 'epsilon', meaning: 'ε', defaultValue: '1e-8', range: 'above 0' },
  ],
  departures: [
    'A task that is absent from a batch makes no step; its moments and its count do not change.',
    'Only the Adam variant; the paper also has AdaGrad and RMSProp.',
  ],
};
