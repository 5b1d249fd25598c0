import type { Balancer, TransformResult, TransformStep } from '@equipoise/core';
import { add, div, divNoNan, mul, sqrt, square, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { seen } from '../math/decay.ts';
import { along, column, moved, slot } from '../math/rows.ts';
import { checkBetween, checkOptions, checkPositive } from '../options.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link adatask} can be told. */
export interface AdataskOptions {
  /**
   * β₁, from 0 to below 1: how much of the running mean of a gradient is kept.
   *
   * @defaultValue 0.9
   */
  readonly beta1?: number;
  /**
   * β₂, from 0 to below 1: how much of the running mean of a squared gradient is kept.
   *
   * @defaultValue 0.999
   */
  readonly beta2?: number;
  /**
   * ε, above 0: gradients much smaller than it count less.
   *
   * @defaultValue 1e-8
   */
  readonly epsilon?: number;
}

/**
 * Task-wise Adam: a step of Adam for each task on the shared parameters, each with moments of its own, added.
 *
 *     mᵢ ← β₁mᵢ + (1 − β₁)gᵢ     vᵢ ← β₂vᵢ + (1 − β₂)gᵢ²     θ ← θ − η Σᵢ m̂ᵢ / (√v̂ᵢ + ε)
 *
 * m̂ᵢ and v̂ᵢ are mᵢ and vᵢ divided by 1 − β₁ᵗ and 1 − β₂ᵗ, and t counts the batches that task i was in. This replaces the optimizer's
 * own step on the shared parameters; the heads have one task each, for which that is the same. Every task weighs 1.
 *
 * @param options - Where this run departs from the paper's setting.
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
  const unbiased = (values: Tensor, beta: number): Tensor => divNoNan(values, column(seen(beta, batches)));
  const steps = div<Tensor2D>(unbiased(means, beta1), add(sqrt(unbiased(squares, beta2)), epsilon));
  return { update: along(weigh().weights, steps), slots: { means, squares, batches } };
}

/** What to know of {@link adatask}. */
export const adataskCard: StrategyCard = {
  title: 'Task-wise adaptive learning rate (AdaTask)',
  summary: 'Makes a step of Adam for each task on the shared parameters, each with moments of its own, and adds them.',
  formula: 'θ ← θ − η Σᵢ m̂ᵢ/(√v̂ᵢ + ε);  mᵢ ← β₁mᵢ + (1 − β₁)gᵢ, vᵢ ← β₂vᵢ + (1 − β₂)gᵢ²',
  paper: 'AdaTask: A Task-Aware Adaptive Learning Rate Approach to Multi-Task Learning',
  authors: 'E. Yang, J. Pan, X. Wang, H. Yu, L. Shen, X. Chen, L. Xiao, J. Jiang, G. Guo',
  venue: 'AAAI',
  year: 2023,
  link: 'https://arxiv.org/abs/2211.15055',
  needs: 'jacobian',
  state: 'two moments of each task’s gradient, and how many batches the task was in',
  backwardPasses: 'K',
  invariances: [
    'Multiplying a loss by a constant changes nothing, as far as ε is small beside the gradients.',
    'With one task it is Adam.',
  ],
  options: [
    { name: 'beta1', meaning: 'β₁, how much of the mean is kept', defaultValue: '0.9', range: '0 … below 1' },
    { name: 'beta2', meaning: 'β₂, how much of the mean square is kept', defaultValue: '0.999', range: '0 … below 1' },
    { name: 'epsilon', meaning: 'ε', defaultValue: '1e-8', range: 'above 0' },
  ],
  departures: [
    'A task that is absent from a batch has no step in it; its moments and its count stay.',
    'The variant with Adam only; the paper also has one with AdaGrad and one with RMSProp.',
  ],
};
