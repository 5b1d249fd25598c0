import {
  power,
  type TransformBalancer,
  type PerTask,
  integer,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { constrainedHull } from '../math/constrained-hull.ts';
import { type Logit, train, untrained } from '../math/logit.ts';
import { combine, diagonal, put, same, scale, sum, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { softmax } from '../math/softmax.ts';
import { softmaxGradient } from '../math/softmax-gradient.ts';
import { presentTasks } from '../present.ts';
import { checkValueStats, valueFunction, type ValueStats } from '../value-function.ts';

/** State of {@link forum} for one task. */
export interface ForumTask extends Logit {
  /** λ̃, the smoothed weight of its loss on the second batch. */
  readonly share: number;
}

/** State of {@link forum}. */
export interface ForumState {
  /** One entry for each task. */
  readonly tasks: readonly ForumTask[];
}

/** Options of {@link forum}. */
export const forumOptions = optionsSchema('forum', {
  /** φ, at least 0: the rate at which the training loss must approach its attainable minimum. */
  phi: number({
    default: 0.1,
    min: 0,
    meaning: 'φ, required rate of decrease of the training loss',
    scale: 'log',
    search: [0.01, 1],
  }),
  /** T, at least 1: look-ahead steps that estimate the attainable minimum. */
  innerSteps: integer({ default: 5, min: 1, meaning: 'T, number of look-ahead steps', search: [1, 10] }),
  /** Adam's learning rate for ξ, above 0. */
  learningRate: number({
    default: 0.001,
    above: 0,
    meaning: 'Adam’s learning rate for ξ',
    scale: 'log',
    search: [1e-4, 0.1],
  }),
});

/** Options of {@link forum}. */
export type ForumOptions = OptionsOf<typeof forumOptions>;

const owner = 'forum';

/**
 * First-order multi-gradient bilevel optimisation: bilevel optimisation: lowers every loss on a second batch while the
 * training loss stays near its minimum.
 *
 *     w = softmax(ξ)     f = Σᵢ wᵢLᵢ     q = f(ξ, θ) − f(ξ, θ after T steps down f)     uⱼ = ∇L′ⱼ/|∇L′ⱼ| on the second batch
 *     λ, ν minimise ½ |Σⱼ λⱼuⱼ + ν∇q|² − νφ|∇q|²     over λⱼ ≥ 0 with Σⱼ λⱼ = 1, and ν ≥ 0
 *     λ̃ ← λ̃ + (λ − λ̃)/epoch^¾     ν = max(Σⱼ λ̃ⱼ (φ − uⱼ·∇q/|∇q|²), 0)     d = Σⱼ λ̃ⱼuⱼ + ν∇q     ξ ← Adam(ν ∂q/∂ξ)
 *
 * θ are all parameters, and the T steps use the learning rate of the run. The weights of the training losses are νwᵢ.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see F. Ye, B. Lin, X. Cao, Y. Zhang, I. W. Tsang. A First-Order Multi-Gradient Algorithm for Multi-Objective Bi-Level Optimization.
 *   ECAI 2024. https://arxiv.org/abs/2401.09257
 */
export function forum(options: ForumOptions = {}): TransformBalancer<ForumState> {
  const { phi, innerSteps, learningRate } = forumOptions.read(options);
  return {
    name: owner,
    config: configOf(forumOptions, options),
    headPolicy: 'weighted',
    needs: 'batches',
    gradientTransform: valueFunction(innerSteps),
    init: (taskCount) => ({ tasks: same({ ...untrained, share: 0 }, new Array(taskCount).fill(0)) }),
    current: (stats, { tasks }) => weightsOf(take(tasks, presentTasks(stats, tasks.length))),
    weigh(stats: ValueStats, state: ForumState) {
      const present = presentTasks(stats, state.tasks.length);
      checkValueStats(owner, stats, present);
      const before = take(state.tasks, present);
      const slopes = softmaxGradient(weightsOf(before), stats.falls); // ∂q/∂ξ
      const length = Math.sqrt((stats.squares[0] ?? 0) + sum(product(slopes, slopes))); // |∇q|
      const lengths = diagonal(stats.heldOut).map(Math.sqrt);
      const inverse = lengths.map((one) => (one > 0 ? 1 / one : 0));
      const cosines = combine(stats.heldOut, inverse, (row, factor) =>
        [...product(row, inverse)].map((x) => x * factor),
      );
      const towards = product(stats.towards, inverse).map((value) => (length > 0 ? value / length : 0));
      const shares = constrainedHull({ cosines, towards, pace: phi * length });
      const rate = 1 / power((stats.progress?.epoch ?? 0) + 1, 0.75);
      const smoothed = combine(before, shares, ({ share }, fresh) => share + rate * (fresh - share));
      const force = length > 0 ? Math.max(phi * sum(smoothed) - sum(product(smoothed, towards)) / length, 0) : 0; // ν
      const trained = train(before, scale(force, slopes), { learningRate, epsilon: 0 });
      const tasks = combine(trained, smoothed, (task, share) => ({ ...task, share }));
      return {
        weights: scale(force, weightsOf(before)),
        secondaryWeights: product(smoothed, inverse),
        state: { tasks: put(state.tasks, present, tasks) },
      };
    },
  };
}

function weightsOf(tasks: readonly Logit[]): PerTask {
  return softmax(tasks.map(({ logit }) => logit));
}

/** Card of {@link forum}, for the docs and the command line. */
export const forumCard: StrategyCard = {
  title: 'First-order multi-gradient bilevel optimisation (FORUM)',
  summary: 'Bilevel optimisation: lowers every loss on a second batch while the training loss stays near its minimum.',
  formula:
    'd = Σⱼ λ̃ⱼuⱼ + ν∇q;  q = f(θ) − f(θ after T steps), f = Σᵢ wᵢLᵢ, w = softmax(ξ);  λ, ν minimise ½ |Σⱼ λⱼuⱼ + ν∇q|² − νφ|∇q|²;  ξ ← Adam(ν ∂q/∂ξ)',
  paper: 'A First-Order Multi-Gradient Algorithm for Multi-Objective Bi-Level Optimization',
  authors: 'F. Ye, B. Lin, X. Cao, Y. Zhang, I. W. Tsang',
  venue: 'ECAI',
  year: 2024,
  link: 'https://arxiv.org/abs/2401.09257',
  needs: 'batches',
  headPolicy: 'weighted',
  state: 'ξ and Adam’s moments of it, and λ̃',
  backwardPasses: 'K + 6',
  invariances: [
    'Scaling the losses of the second batch does not change the update.',
    'The reported weights are those of the training losses, νwᵢ: all are 0 if the gradients of the second batch lower these losses fast enough.',
  ],
  options: forumOptions,
  departures: [
    'λ and ν minimise the paper’s dual problem; the authors’ code omits the factor ½.',
    'The direction is over all parameters, heads included, as in the paper: the head policy has no say. Priorities multiply νwᵢ and λ̃ⱼ.',
    'The second batch comes from the training split, as in the authors’ code. Dropout is off in the look-ahead steps. Adam has no ε.',
  ],
};
