import type { Balancer, GradientStats, PerTask } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, diagonal, mean, put, same, scale, sum, take } from '../math/per-task.ts';
import { checkNonNegative, checkOptions, checkPositive } from '../options.ts';
import { checkFinite, tasksWithLosses } from '../present.ts';

/** What {@link gradnorm} remembers of one task. */
export interface GradnormTask {
  /** wᵢ, above 0. */
  readonly weight: number;
  /** lᵢ(0), the task's first loss above 0; null until there was one. */
  readonly initialLoss: number | null;
  /** What Adam remembers of wᵢ. */
  readonly moments: AdamMoments;
}

/** What {@link gradnorm} remembers. */
export interface GradnormState {
  /** One entry for each task. */
  readonly tasks: readonly GradnormTask[];
}

/** What {@link gradnorm} can be told. */
export interface GradnormOptions {
  /**
   * α, at least 0: how strongly tasks that learn slowly are pulled forward. 0 makes all gradients equally long.
   *
   * @defaultValue 1.5
   */
  readonly alpha?: number;
  /**
   * Adam's learning rate for the weights, above 0.
   *
   * @defaultValue 0.025
   */
  readonly learningRate?: number;
}

const smallestWeight = 1e-6;
const fresh: GradnormTask = { weight: 1, initialLoss: null, moments: noMoments };

/**
 * Gradient normalisation: moves the weights until every task's gradient is as long as its pace of learning asks for.
 *
 *     Gᵢ = wᵢnᵢ     rᵢ = (lᵢ / lᵢ(0)) / meanⱼ(lⱼ / lⱼ(0))     targetᵢ = meanⱼ(Gⱼ) · rᵢ^α
 *     minimise Σᵢ |Gᵢ − targetᵢ| over w with the targets held fixed:   ∂/∂wᵢ = nᵢ · sign(Gᵢ − targetᵢ)
 *
 * nᵢ is the length of task i's gradient over the shared parameters (√ of the Gramian's diagonal), lᵢ its loss and lᵢ(0)
 * its first one. wᵢ starts at 1 and takes one step of Adam a batch, after which the weights are scaled back to the sum
 * that they had. A batch is weighed with the weights of the batches before it, as in the paper's algorithm 1.
 *
 * Losses must be 0 or more. A task whose gradient is 0, or whose losses were all 0 so far, keeps its weight and is left out
 * of both means for that batch (status `'degenerate'`): it would pull every target down and its own weight up. So is an
 * absent task. For α other than 0 and 1 the targets add up to more or less than the Gᵢ, so at rest not every Gᵢ is at its target.
 *
 * Departures from the paper: gradients over all shared parameters; weights kept at 10⁻⁶ or more before scaling back; no ε in Adam.
 *
 * @param options - Where this run departs from the paper's setting.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich. GradNorm: Gradient Normalization for Adaptive Loss Balancing
 *   in Deep Multitask Networks. ICML 2018. https://arxiv.org/abs/1711.02257
 */
export function gradnorm(options: GradnormOptions = {}): Balancer<GradnormState, GradientStats> {
  const owner = 'gradnorm';
  checkOptions(owner, options, gradnormCard);
  const { alpha = 1.5, learningRate = 0.025 } = options;
  checkNonNegative({ owner, option: 'alpha', value: alpha });
  checkPositive({ owner, option: 'learningRate', value: learningRate });
  return {
    name: owner,
    needs: 'gramian',
    init: (taskCount) => ({ tasks: same(fresh, new Array(taskCount).fill(0)) }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const squares = diagonal(stats.gramian);
      checkFinite(owner, 'squared gradient length', squares, present);
      const norms = squares.map((square) => Math.sqrt(Math.max(square, 0)));
      const tasks = combine(take(state.tasks, present), stats.losses, meet);
      const moves = combine(tasks, norms, ({ initialLoss }, norm) => initialLoss !== null && norm > 0);
      const moving = moves.flatMap((does, index) => (does ? [index] : []));
      const moved = move(take(tasks, moving), take(stats.losses, moving), take(norms, moving), { alpha, learningRate });
      return {
        weights: tasks.map(({ weight }) => weight),
        state: { tasks: put(state.tasks, present, put(tasks, moving, moved)) },
        status: moving.length < present.length ? 'degenerate' : 'solved',
      };
    },
  };
}

function meet(task: GradnormTask, loss: number): GradnormTask {
  return task.initialLoss === null && loss > 0 ? { ...task, initialLoss: loss } : task;
}

function move(
  tasks: readonly GradnormTask[],
  losses: PerTask,
  norms: PerTask,
  rule: Required<GradnormOptions>,
): GradnormTask[] {
  const weights = tasks.map(({ weight }) => weight);
  const lengths = combine(weights, norms, (weight, norm) => weight * norm);
  const targets = scale(mean(lengths), paces(tasks, losses, rule.alpha));
  const gradients = combine(norms, combine(lengths, targets, side), (norm, sign) => norm * sign);
  const moved = combine(tasks, gradients, (task, gradient) => {
    const { change, moments } = adam(gradient, task.moments, { learningRate: rule.learningRate, epsilon: 0 });
    return { ...task, weight: Math.max(task.weight + change, smallestWeight), moments };
  });
  const back = sum(weights) / sum(moved.map(({ weight }) => weight));
  return moved.map((task) => ({ ...task, weight: back * task.weight }));
}

function paces(tasks: readonly GradnormTask[], losses: PerTask, alpha: number): PerTask {
  const ratios = combine(tasks, losses, ({ initialLoss }, loss) => loss / (initialLoss ?? loss));
  const average = mean(ratios);
  return ratios.map((ratio) => (average > 0 ? ratio / average : 1) ** alpha); // All losses 0: all learn equally fast.
}

/** The sign of the difference; 0 where only rounding tells the two apart, or equal tasks would drift. */
function side(length: number, target: number): number {
  return Math.abs(length - target) <= 1e-12 * length ? 0 : Math.sign(length - target);
}

/** What to know of {@link gradnorm}. */
export const gradnormCard: StrategyCard = {
  title: 'GradNorm',
  summary: 'Moves the weights until every task’s gradient is as long as its pace of learning asks for.',
  formula: 'minimise Σᵢ |wᵢnᵢ − meanⱼ(wⱼnⱼ)·rᵢ^α| over w, by Adam;  rᵢ = (lᵢ/lᵢ(0)) / meanⱼ(lⱼ/lⱼ(0));  Σwᵢ = K',
  paper: 'GradNorm: Gradient Normalization for Adaptive Loss Balancing in Deep Multitask Networks',
  authors: 'Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich',
  venue: 'ICML',
  year: 2018,
  link: 'https://arxiv.org/abs/1711.02257',
  needs: 'gramian',
  state: 'weight and first loss of each task, and Adam’s moments of the weight',
  backwardPasses: 'K',
  invariances: ['Multiplying every gradient by one constant changes nothing.', 'The sum of the weights stays K.'],
  options: [
    { name: 'alpha', meaning: 'α, how much slow tasks are pulled forward', defaultValue: '1.5', range: 'at least 0' },
    { name: 'learningRate', meaning: 'Adam’s learning rate for the weights', defaultValue: '0.025', range: 'above 0' },
  ],
  departures: [
    'The lengths are over all shared parameters; the paper takes the last shared layer, as `gradientScope: last-layer` of `fit` does.',
    'A weight is kept above 0: at 10⁻⁶ or more before the weights are scaled back to their sum. The paper leaves open what does so.',
    'Adam’s ε is 0, so that the scale of the gradients does not matter.',
    'Tasks that are absent, have a zero gradient, or had only zero losses keep their weight and are left out of the means.',
    'The first loss is that of the first batch, as in the paper. LibMTL takes the mean over the first epoch, weighs equally until then, and has w = K·softmax(θ).',
  ],
};
