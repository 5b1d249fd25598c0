import {
  type Balancer,
  InvalidOptionError,
  type LossStats,
  type PerTask,
  type TransformResult,
  type TransformStep,
} from '@equipoise/core';
import { add, div, divNoNan, mul, norm, sub, type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, put, same, take } from '../math/per-task.ts';
import { checkOptions, checkPositive } from '../options.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** What {@link autoLambda} remembers of one task. */
export interface AutoLambdaTask {
  /** λᵢ. */
  readonly weight: number;
  /** Adam's moments of it. */
  readonly moments: AdamMoments;
}

/** What {@link autoLambda} remembers. */
export interface AutoLambdaState {
  /** One entry for each task. */
  readonly tasks: readonly AutoLambdaTask[];
}

/** What {@link autoLambda} can be told. */
export interface AutoLambdaOptions {
  /**
   * The indices of the tasks that count; the others are there to help them.
   *
   * @defaultValue all tasks
   */
  readonly primary?: readonly number[];
  /**
   * λ of every task in the beginning, above 0.
   *
   * @defaultValue 0.1
   */
  readonly initial?: number;
  /**
   * Adam's learning rate for λ, above 0.
   *
   * @defaultValue 0.0001
   */
  readonly learningRate?: number;
}

/** What the gradient transform of {@link autoLambda} tells it. */
interface SlopeStats extends LossStats {
  readonly slopes: PerTask;
}

/** How far from the parameters the losses are compared: a length in the space of parameters. */
const reach = 0.01;

/**
 * Auto-λ: learns the weights by what a step with them would do to the losses of the primary tasks on another batch.
 *
 *     θ′ = θ − η ∇ Σᵢ λᵢLᵢ(θ)     d = ∇ Σₚ L′ₚ(θ′), over the primary tasks, on the other batch
 *     ∂/∂λᵢ ≈ −η (Lᵢ(θ + εd) − Lᵢ(θ − εd)) / 2ε     ε = 0.01/|d|     λ ← Adam(λ)
 *
 * Then the step is made with the new weights. θ are all parameters and η is the learning rate of the run.
 *
 * @param options - Where this run departs from the authors' setting.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Liu, S. James, A. J. Davison, E. Johns. Auto-Lambda: Disentangling Dynamic Task Relationships. TMLR 2022.
 *   https://arxiv.org/abs/2202.03091
 */
export function autoLambda(options: AutoLambdaOptions = {}): Balancer<AutoLambdaState> {
  const owner = 'auto-lambda';
  checkOptions(owner, options, autoLambdaCard);
  const { primary, initial = 0.1, learningRate = 1e-4 } = options;
  checkPositive({ owner, option: 'initial', value: initial });
  checkPositive({ owner, option: 'learningRate', value: learningRate });
  if (primary !== undefined && !(primary.length > 0 && primary.every((task) => Number.isInteger(task) && task >= 0))) {
    throw new InvalidOptionError(owner, 'primary', 'a list of indices of tasks, at least one', primary);
  }
  return {
    name: owner,
    needs: 'batches',
    gradientTransform: { batchesPerStep: 2, apply: (step) => look(step, primary) },
    init(taskCount) {
      if (primary?.some((task) => task >= taskCount)) {
        throw new InvalidOptionError(owner, 'primary', `made of indices below ${taskCount}`, primary);
      }
      return { tasks: same({ weight: initial, moments: noMoments }, new Array(taskCount).fill(0)) };
    },
    current: (stats, { tasks }) => take(tasks, presentTasks(stats, tasks.length)).map(({ weight }) => weight),
    weigh({ losses, slopes, ...stats }: SlopeStats, state: AutoLambdaState) {
      const present = presentTasks(stats, state.tasks.length);
      checkFinite(owner, 'loss', losses, present);
      checkFinite(owner, 'slope', slopes, present);
      const tasks = combine(take(state.tasks, present), slopes, ({ weight, moments: before }, slope) => {
        const { change, moments } = adam(-slope, before, { learningRate, epsilon: 0 });
        return { weight: weight + change, moments };
      });
      return { weights: tasks.map(({ weight }) => weight), state: { tasks: put(state.tasks, present, tasks) } };
    },
  };
}

function look(step: TransformStep, primary?: readonly number[]): TransformResult {
  const { batch, extraBatches, present, parameters, learningRate, current, weigh } = step;
  const [other = batch] = extraBatches;
  const marks = tensor1d(Array.from({ length: present.size }, (_, task) => Number(primary?.includes(task) ?? true)));
  const gradient = batch.gradient(current(), { over: 'all' });
  const ahead = sub<Tensor1D>(parameters, mul(gradient, learningRate));
  const direction = other.gradient(mul(marks, present), { over: 'all', at: ahead });
  const length = norm(direction);
  const stride = divNoNan(mul(direction, reach), length);
  const [up, down] = [add<Tensor1D>(parameters, stride), sub<Tensor1D>(parameters, stride)];
  weigh({ slopes: mul(div(sub(batch.losses(up), batch.losses(down)), 2 * reach), length) });
  return {};
}

/** What to know of {@link autoLambda}. */
export const autoLambdaCard: StrategyCard = {
  title: 'Auto-λ',
  summary: 'Learns the weights by what a step with them would do to the losses of the primary tasks on another batch.',
  formula:
    'λᵢ ← Adam(λᵢ) with ∂/∂λᵢ = −η ⟨∇Lᵢ(θ), ∇Σₚ L′ₚ(θ′)⟩ by finite differences;  θ′ = θ − η ∇ Σᵢ λᵢLᵢ, L′ on another batch',
  paper: 'Auto-Lambda: Disentangling Dynamic Task Relationships',
  authors: 'S. Liu, S. James, A. J. Davison, E. Johns',
  venue: 'TMLR',
  year: 2022,
  link: 'https://arxiv.org/abs/2202.03091',
  needs: 'batches',
  state: 'λ and Adam’s moments of it',
  backwardPasses: '3',
  invariances: [
    'Multiplying every loss by one constant changes nothing but the step on trial.',
    'λ of a task that is at odds with the primary ones falls, and may fall below 0.',
  ],
  options: [
    { name: 'primary', meaning: 'the indices of the tasks that count', defaultValue: 'all tasks', range: 'indices' },
    { name: 'initial', meaning: 'λ in the beginning', defaultValue: '0.1', range: 'above 0' },
    { name: 'learningRate', meaning: 'Adam’s learning rate for λ', defaultValue: '0.0001', range: 'above 0' },
  ],
  departures: [
    'The other batch is drawn from the training split, as in the authors’ code. No split that something else is chosen by or reported on is looked at.',
    'Away from the model’s parameters nothing is dropped out, so that differences of losses are not noise. The trial step has no momentum and no weight decay.',
    'Adam has no ε: its steps do not depend on the scale of the losses, nor on η.',
    'The learning rate is 10⁻⁴ as for NYUv2; the authors take 3·10⁻⁵ for Cityscapes and 3·10⁻⁴ for CIFAR-100.',
  ],
};
