import {
  type TransformBalancer,
  type PerTask,
  type TransformResult,
  type TransformStep,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';
import { mul, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type CrossStats, tasksWithProducts } from '../cross-gramian.ts';
import { shortestInHull } from '../math/hull.ts';
import { type Logit, train, untrained } from '../math/logit.ts';
import { combine, put, same, sum, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { weightedSum, products } from '../math/rows.ts';
import { softmax } from '../math/softmax.ts';
import { softmaxGradient } from '../math/softmax-gradient.ts';
import { presentTasks } from '../present.ts';

/** State of {@link moml}. */
export interface MomlState {
  /** ξ of each task and Adam's moments of it. */
  readonly tasks: readonly Logit[];
}

/** Options of {@link moml}. */
export const momlOptions = optionsSchema('moml', {
  /** Adam's learning rate for ξ, above 0. */
  learningRate: number({
    default: 0.001,
    above: 0,
    meaning: 'Adam’s learning rate for ξ',
    scale: 'log',
    search: [1e-4, 0.1],
  }),
});

/** Options of {@link moml}. */
export type MomlOptions = OptionsOf<typeof momlOptions>;

/**
 * Multi-objective meta learning: learns the weights by bilevel optimisation: a look-ahead step must lower every loss on
 * a second batch.
 *
 *     w = softmax(ξ)     θ′ = θ − η ∇ Σᵢ wᵢLᵢ(θ)     ∂L′ⱼ/∂wᵢ = −η ⟨∇L′ⱼ(θ′), ∇Lᵢ(θ)⟩
 *     ξ ← Adam(Σⱼ γⱼ ∂L′ⱼ/∂ξ)     γ the weights of `mgda` for these derivatives
 *
 * The step then uses the new weights, which add up to 1. L′ are the losses on the second batch, θ are all parameters, and η is
 * the learning rate of the run. With one look-ahead step no second derivatives are needed.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see F. Ye, B. Lin, Z. Yue, P. Guo, Q. Xiao, Y. Zhang. Multi-Objective Meta Learning. NeurIPS 2021. https://arxiv.org/abs/2102.07121
 */
export function moml(options: MomlOptions = {}): TransformBalancer<MomlState, CrossStats> {
  const owner = 'moml';
  const { learningRate } = momlOptions.read(options);
  return {
    name: owner,
    config: configOf(momlOptions, options),
    headPolicy: 'weighted',
    needs: 'batches',
    gradientTransform: { batchesPerStep: 2, apply: look },
    init: (taskCount) => ({ tasks: same(untrained, new Array(taskCount).fill(0)) }),
    current: (stats, { tasks }) => weightsOf(take(tasks, presentTasks(stats, tasks.length))),
    weigh(stats, state) {
      const present = tasksWithProducts(owner, stats, state.tasks.length);
      const before = take(state.tasks, present);
      const shares = weightsOf(before);
      const derivatives = stats.cross.map((row) => softmaxGradient(shares, row).map((value) => -value));
      const tasks = train(before, together(derivatives), { learningRate, epsilon: 0 });
      return { weights: weightsOf(tasks), state: { tasks: put(state.tasks, present, tasks) } };
    },
  };
}

function weightsOf(tasks: readonly Logit[]): readonly number[] {
  return softmax(tasks.map(({ logit }) => logit));
}

/** The shortest combination of the derivatives: a step against it lowers every loss. 0 where no step does. */
function together(derivatives: readonly PerTask[]): PerTask {
  const lengths = derivatives.map((row) => Math.hypot(...row));
  const units = combine(derivatives, lengths, (row, length) => row.map((value) => (length > 0 ? value / length : 0)));
  const cosines = units.map((row) => units.map((other) => sum(product(row, other))));
  const { weights, zero } = shortestInHull(cosines, lengths);
  const share = (index: number): number => (zero ? 0 : (weights[index] ?? 0));
  return derivatives.map((_, task) => sum(derivatives.map((row, index) => share(index) * (row[task] ?? 0))));
}

function look({ batch, extraBatches, parameters, learningRate, current, weigh }: TransformStep): TransformResult {
  const [other = batch] = extraBatches;
  const gradients = batch.jacobian({ over: 'all' });
  const ahead = sub<Tensor1D>(parameters, mul(weightedSum(current(), gradients), learningRate));
  const { weights } = weigh({ cross: products(other.jacobian({ over: 'all', at: ahead }), gradients) });
  return { direction: weightedSum(weights, batch.jacobian()) };
}

/** Card of {@link moml}, for the docs and the command line. */
export const momlCard: StrategyCard = {
  title: 'Multi-objective meta learning (MOML)',
  summary: 'Learns the weights by bilevel optimisation: a look-ahead step must lower every loss on a second batch.',
  formula:
    'w = softmax(ξ);  ξ ← Adam(Σⱼ γⱼ ∂L′ⱼ/∂ξ), γ by MGDA;  ∂L′ⱼ/∂wᵢ = −η ⟨∇L′ⱼ(θ′), ∇Lᵢ(θ)⟩, θ′ = θ − η ∇ Σᵢ wᵢLᵢ, L′ on a second batch',
  paper: 'Multi-Objective Meta Learning',
  authors: 'F. Ye, B. Lin, Z. Yue, P. Guo, Q. Xiao, Y. Zhang',
  venue: 'NeurIPS',
  year: 2021,
  link: 'https://arxiv.org/abs/2102.07121',
  needs: 'batches',
  headPolicy: 'weighted',
  state: 'ξ and Adam’s moments of it',
  backwardPasses: '2K',
  invariances: [
    'The weights are positive and add up to 1.',
    'Scaling all losses by the same constant only changes the length of the look-ahead step.',
  ],
  options: momlOptions,
  departures: [
    'The second batch comes from the training split, as in the authors’ later code; the paper splits the training data in two.',
    'The step uses its own batch; the authors use both batches.',
    'γ is computed from the derivatives themselves, as in the paper; the authors’ code divides them by their losses or by their lengths.',
    'Dropout is off away from the current parameters. The look-ahead step is plain gradient descent at the learning rate of the run. Adam has no ε.',
  ],
};
