import {
  type TransformBalancer,
  type LossStats,
  type PerTask,
  type TransformResult,
  type TransformStep,
  InvalidOptionError,
  integer,
  list,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';
import { add, div, divNoNan, mul, norm, sub, type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, put, same, take } from '../math/per-task.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** State of {@link autoLambda} for one task. */
export interface AutoLambdaTask {
  /** λᵢ, its weight. */
  readonly weight: number;
  /** Adam's moments of λᵢ. */
  readonly moments: AdamMoments;
}

/** State of {@link autoLambda}. */
export interface AutoLambdaState {
  /** One entry for each task. */
  readonly tasks: readonly AutoLambdaTask[];
}

/** Options of {@link autoLambda}. */
export const autoLambdaOptions = optionsSchema('auto-lambda', {
  /** The indices of the primary tasks; the others are auxiliary tasks. */
  primary: list(integer({ min: 0, meaning: 'an index' }), {
    otherwise: 'all tasks',
    meaning: 'the indices of the primary tasks',
    range: 'indices',
    expected: 'a list of indices of tasks, at least one',
    holds: (tasks) => tasks.length > 0,
  }),
  /** Initial λ of every task, above 0. */
  initial: number({ default: 0.1, above: 0, meaning: 'initial λ', scale: 'log', search: [0.01, 1] }),
  /** Adam's learning rate for λ, above 0. */
  learningRate: number({
    default: 1e-4,
    above: 0,
    meaning: 'Adam’s learning rate for λ',
    scale: 'log',
    search: [1e-5, 1e-2],
  }),
});

/** Options of {@link autoLambda}. */
export type AutoLambdaOptions = OptionsOf<typeof autoLambdaOptions>;

/** What the gradient transform of {@link autoLambda} measures. */
interface SlopeStats extends LossStats {
  readonly slopes: PerTask;
}

/** The length of the finite difference, in parameter space. */
const reach = 0.01;

/**
 * Auto-λ: learns the weights by bilevel optimisation: a look-ahead step must lower the primary losses on a second batch.
 *
 *     θ′ = θ − η ∇ Σᵢ λᵢLᵢ(θ)     d = ∇ Σₚ L′ₚ(θ′), over the primary tasks, on the second batch
 *     ∂/∂λᵢ ≈ −η (Lᵢ(θ + εd) − Lᵢ(θ − εd)) / 2ε     ε = 0.01/|d|     λ ← Adam(λ)
 *
 * The step then uses the new weights. θ are all parameters and η is the learning rate of the run.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see S. Liu, S. James, A. J. Davison, E. Johns. Auto-Lambda: Disentangling Dynamic Task Relationships. TMLR 2022.
 *   https://arxiv.org/abs/2202.03091
 */
export function autoLambda(options: AutoLambdaOptions = {}): TransformBalancer<AutoLambdaState> {
  const owner = 'auto-lambda';
  const { primary, initial, learningRate } = autoLambdaOptions.read(options);
  return {
    name: owner,
    config: configOf(autoLambdaOptions, options),
    headPolicy: 'weighted',
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

/** Card of {@link autoLambda}, for the docs and the command line. */
export const autoLambdaCard: StrategyCard = {
  title: 'Auto-λ',
  summary:
    'Learns the weights by bilevel optimisation: a look-ahead step must lower the primary losses on a second batch.',
  formula:
    'λᵢ ← Adam(λᵢ) with ∂/∂λᵢ = −η ⟨∇Lᵢ(θ), ∇Σₚ L′ₚ(θ′)⟩ by finite differences;  θ′ = θ − η ∇ Σᵢ λᵢLᵢ, L′ on a second batch',
  paper: 'Auto-Lambda: Disentangling Dynamic Task Relationships',
  authors: 'S. Liu, S. James, A. J. Davison, E. Johns',
  venue: 'TMLR',
  year: 2022,
  link: 'https://arxiv.org/abs/2202.03091',
  needs: 'batches',
  headPolicy: 'weighted',
  state: 'λ and Adam’s moments of it',
  backwardPasses: '3',
  invariances: [
    'Scaling all losses by the same constant only changes the length of the look-ahead step.',
    'λ of a task that conflicts with the primary tasks decreases, and may become negative.',
  ],
  options: autoLambdaOptions,
  departures: [
    'The second batch comes from the training split, as in the authors’ code. The validation and test splits are not read.',
    'Dropout is off away from the current parameters, so that differences of losses are not noise. The look-ahead step uses neither momentum nor weight decay.',
    'Adam has no ε, so its steps depend neither on the scale of the losses nor on η.',
    'The learning rate is 10⁻⁴, the authors’ value for NYUv2; they use 3·10⁻⁵ for Cityscapes and 3·10⁻⁴ for CIFAR-100.',
  ],
};
