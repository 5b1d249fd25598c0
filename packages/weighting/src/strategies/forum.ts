import { type Balancer, InvalidOptionError, type PerTask } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { constrainedHull } from '../math/constrained-hull.ts';
import { type Logit, train, untrained } from '../math/logit.ts';
import { combine, diagonal, put, same, scale, sum, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { softmax } from '../math/softmax.ts';
import { throughSoftmax } from '../math/through-softmax.ts';
import { checkNonNegative, checkOptions, checkPositive } from '../options.ts';
import { presentTasks } from '../present.ts';
import { checkValueStats, valueFunction, type ValueStats } from '../value-function.ts';

/** What {@link forum} remembers of one task. */
export interface ForumTask extends Logit {
  /** λ̃, the smoothed weight of its loss on the other batch. */
  readonly share: number;
}

/** What {@link forum} remembers. */
export interface ForumState {
  /** One entry for each task. */
  readonly tasks: readonly ForumTask[];
}

/** What {@link forum} can be told. */
export interface ForumOptions {
  /**
   * φ, at least 0: how fast the training loss is brought down to what it could be.
   *
   * @defaultValue 0.1
   */
  readonly phi?: number;
  /**
   * T, at least 1: steps on trial that show what it could be.
   *
   * @defaultValue 5
   */
  readonly innerSteps?: number;
  /**
   * Adam's learning rate for ξ, above 0.
   *
   * @defaultValue 0.001
   */
  readonly learningRate?: number;
}

const owner = 'forum';

/**
 * First-order multi-gradient bilevel optimisation: lowers every loss on another batch, while the training loss is kept near the least
 * that a few steps could bring it to.
 *
 *     w = softmax(ξ)     f = Σᵢ wᵢLᵢ     q = f(ξ, θ) − f(ξ, θ after T steps down f)     uⱼ = ∇L′ⱼ/|∇L′ⱼ| on the other batch
 *     λ, ν minimise ½ |Σⱼ λⱼuⱼ + ν∇q|² − νφ|∇q|²     over λⱼ ≥ 0 with Σⱼ λⱼ = 1, and ν ≥ 0
 *     λ̃ ← λ̃ + (λ − λ̃)/epoch^¾     ν = max(Σⱼ λ̃ⱼ (φ − uⱼ·∇q/|∇q|²), 0)     d = Σⱼ λ̃ⱼuⱼ + ν∇q     ξ ← Adam(ν ∂q/∂ξ)
 *
 * θ are all parameters, and the T steps go at the learning rate of the run. νwᵢ is what the training losses weigh.
 *
 * @param options - Where this run departs from the authors' setting.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see F. Ye, B. Lin, X. Cao, Y. Zhang, I. W. Tsang. A First-Order Multi-Gradient Algorithm for Multi-Objective Bi-Level Optimization.
 *   ECAI 2024. https://arxiv.org/abs/2401.09257
 */
export function forum(options: ForumOptions = {}): Balancer<ForumState> {
  checkOptions('forum', options, forumCard);
  const { phi = 0.1, innerSteps = 5, learningRate = 0.001 } = options;
  checkNonNegative({ owner, option: 'phi', value: phi });
  checkPositive({ owner, option: 'learningRate', value: learningRate });
  if (!(Number.isInteger(innerSteps) && innerSteps >= 1)) {
    throw new InvalidOptionError(owner, 'innerSteps', 'a whole number of at least 1', innerSteps);
  }
  return {
    name: owner,
    needs: 'batches',
    gradientTransform: valueFunction(innerSteps),
    init: (taskCount) => ({ tasks: same({ ...untrained, share: 0 }, new Array(taskCount).fill(0)) }),
    current: (stats, { tasks }) => weightsOf(take(tasks, presentTasks(stats, tasks.length))),
    weigh(stats: ValueStats, state: ForumState) {
      const present = presentTasks(stats, state.tasks.length);
      checkValueStats(owner, stats, present);
      const before = take(state.tasks, present);
      const slopes = throughSoftmax(weightsOf(before), stats.falls); // ∂q/∂ξ
      const length = Math.sqrt((stats.squares[0] ?? 0) + sum(product(slopes, slopes))); // |∇q|
      const lengths = diagonal(stats.heldOut).map(Math.sqrt);
      const inverse = lengths.map((one) => (one > 0 ? 1 / one : 0));
      const cosines = combine(stats.heldOut, inverse, (row, factor) =>
        [...product(row, inverse)].map((x) => x * factor),
      );
      const towards = product(stats.towards, inverse).map((value) => (length > 0 ? value / length : 0));
      const shares = constrainedHull({ cosines, towards, pace: phi * length });
      const rate = 1 / ((stats.progress?.epoch ?? 0) + 1) ** 0.75;
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

/** What to know of {@link forum}. */
export const forumCard: StrategyCard = {
  title: 'First-order multi-gradient bilevel optimisation (FORUM)',
  summary: 'Lowers every loss on another batch, while the training loss stays near what a few steps could bring it to.',
  formula:
    'd = Σⱼ λ̃ⱼuⱼ + ν∇q;  q = f(θ) − f(θ after T steps), f = Σᵢ wᵢLᵢ, w = softmax(ξ);  λ, ν minimise ½ |Σⱼ λⱼuⱼ + ν∇q|² − νφ|∇q|²;  ξ ← Adam(ν ∂q/∂ξ)',
  paper: 'A First-Order Multi-Gradient Algorithm for Multi-Objective Bi-Level Optimization',
  authors: 'F. Ye, B. Lin, X. Cao, Y. Zhang, I. W. Tsang',
  venue: 'ECAI',
  year: 2024,
  link: 'https://arxiv.org/abs/2401.09257',
  needs: 'batches',
  state: 'ξ and Adam’s moments of it, and λ̃',
  backwardPasses: 'K + 6',
  invariances: [
    'The lengths of the gradients on the other batch do not matter.',
    'The weights told are those of the training losses, νwᵢ: they may all be 0 where the other batch’s gradients lower these too.',
  ],
  options: [
    { name: 'phi', meaning: 'φ, how fast the training loss is brought down', defaultValue: '0.1', range: 'at least 0' },
    { name: 'innerSteps', meaning: 'T, steps on trial', defaultValue: '5', range: '1, 2, 3, …' },
    { name: 'learningRate', meaning: 'Adam’s learning rate for ξ', defaultValue: '0.001', range: 'above 0' },
  ],
  departures: [
    'λ and ν minimise the paper’s dual problem; the authors’ code leaves the factor ½ out of it.',
    'The direction is over all parameters, heads included, as in the paper: the head policy has no say. Priorities multiply νwᵢ and λ̃ⱼ.',
    'The other batch is drawn from the training split, as in the authors’ code. Nothing is dropped out in the steps on trial. Adam has no ε.',
  ],
};
