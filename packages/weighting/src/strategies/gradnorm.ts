import {
  power,
  type Balancer,
  type GradientStats,
  type PerTask,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { readGradients, statusOf } from '../gramian-rule.ts';
import { adam, type AdamMoments, noMoments } from '../math/adam.ts';
import { combine, mean, put, same, scale, sum, take } from '../math/per-task.ts';
import { tasksWithLosses } from '../present.ts';

/** State of {@link gradnorm} for one task. */
export interface GradnormTask {
  /** wᵢ, above 0. */
  readonly weight: number;
  /** lᵢ(0), the task's first loss above 0; null until there was one. */
  readonly initialLoss: number | null;
  /** What Adam remembers of wᵢ. */
  readonly moments: AdamMoments;
}

/** State of {@link gradnorm}. */
export interface GradnormState {
  /** One entry for each task. */
  readonly tasks: readonly GradnormTask[];
}

/** Options of {@link gradnorm}. */
export const gradnormOptions = optionsSchema('gradnorm', {
  /** α, at least 0: strength of the restoring force towards slow tasks. With 0 all gradient norms become equal. */
  alpha: number({
    default: 1.5,
    min: 0,
    meaning: 'α, strength of the restoring force towards slow tasks',
    search: [0, 3],
  }),
  /** Adam's learning rate for the weights, above 0. */
  learningRate: number({
    default: 0.025,
    above: 0,
    meaning: 'Adam’s learning rate for the weights',
    scale: 'log',
    search: [1e-3, 0.1],
  }),
});

/** Options of {@link gradnorm}. */
export type GradnormOptions = OptionsOf<typeof gradnormOptions>;

const smallestWeight = 1e-6;
const fresh: GradnormTask = { weight: 1, initialLoss: null, moments: noMoments };

/**
 * Gradient normalisation: trains the weights until the gradient norm of every task matches its relative training rate.
 *
 *     Gᵢ = wᵢnᵢ     rᵢ = (lᵢ / lᵢ(0)) / meanⱼ(lⱼ / lⱼ(0))     targetᵢ = meanⱼ(Gⱼ) · rᵢ^α
 *     minimise Σᵢ |Gᵢ − targetᵢ| over w with the targets held fixed:   ∂/∂wᵢ = nᵢ · sign(Gᵢ − targetᵢ)
 *
 * nᵢ is the norm of task i's gradient over the shared parameters (√ of the Gramian's diagonal), lᵢ its loss and lᵢ(0)
 * its first one. wᵢ starts at 1 and takes one step of Adam per batch; the weights are then rescaled to their
 * former sum. A batch gets the weights computed from the batches before it, as in the paper's algorithm 1.
 *
 * Losses must be 0 or more. A task whose gradient is 0, or whose losses were all 0 so far, keeps its weight and is left out
 * of both means for that batch (status `'degenerate'`): otherwise it would lower every target and raise its own weight. So does an
 * absent task. For α other than 0 and 1 the sum of the targets differs from the sum of the Gᵢ, so at convergence not every Gᵢ equals its target.
 *
 * Departures from the paper: gradients over all shared parameters; weights kept at 10⁻⁶ or more before rescaling; no ε in Adam.
 *
 * @param options - Options that differ from the paper's.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich. GradNorm: Gradient Normalization for Adaptive Loss Balancing
 *   in Deep Multitask Networks. ICML 2018. https://arxiv.org/abs/1711.02257
 */
export function gradnorm(options: GradnormOptions = {}): Balancer<GradnormState, GradientStats> {
  const owner = 'gradnorm';
  const { alpha, learningRate } = gradnormOptions.read(options);
  return {
    name: owner,
    config: configOf(gradnormOptions, options),
    headPolicy: 'weighted',
    needs: 'gramian',
    init: (taskCount) => ({ tasks: same(fresh, new Array(taskCount).fill(0)) }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const gradients = readGradients(owner, stats, present);
      const { norms } = gradients;
      const tasks = combine(take(state.tasks, present), stats.losses, meet);
      const moves = combine(tasks, norms, ({ initialLoss }, norm) => initialLoss !== null && norm > 0);
      const moving = moves.flatMap((does, index) => (does ? [index] : []));
      const moved = move(take(tasks, moving), take(stats.losses, moving), take(norms, moving), {
        alpha,
        learningRate,
        rounding: Math.max(gradients.rounding.rank, 1e-12),
      });
      const weights = tasks.map(({ weight }) => weight);
      const status = moving.length < present.length ? 'degenerate' : 'solved';
      return {
        weights,
        state: { tasks: put(state.tasks, present, put(tasks, moving, moved)) },
        status: statusOf(gradients, weights, status),
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
  rule: CompleteOptionsOf<typeof gradnormOptions> & { readonly rounding: number },
): GradnormTask[] {
  const weights = tasks.map(({ weight }) => weight);
  const lengths = combine(weights, norms, (weight, norm) => weight * norm);
  const targets = scale(mean(lengths), paces(tasks, losses, rule.alpha));
  const gradients = combine(
    norms,
    combine(lengths, targets, (length, target) => side(length, target, rule.rounding)),
    (norm, sign) => norm * sign,
  );
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
  return ratios.map((ratio) => power(average > 0 ? ratio / average : 1, alpha)); // All losses 0: all learn equally fast.
}

/** The sign of the difference; 0 where only rounding tells the two apart, or equal tasks would drift. */
function side(length: number, target: number, rounding: number): number {
  return Math.abs(length - target) <= rounding * length ? 0 : Math.sign(length - target);
}

/** Card of {@link gradnorm}, for the docs and the command line. */
export const gradnormCard: StrategyCard = {
  title: 'GradNorm',
  summary: 'Trains the weights until the gradient norm of every task matches its relative training rate.',
  formula: 'minimise Σᵢ |wᵢnᵢ − meanⱼ(wⱼnⱼ)·rᵢ^α| over w, by Adam;  rᵢ = (lᵢ/lᵢ(0)) / meanⱼ(lⱼ/lⱼ(0));  Σwᵢ = K',
  paper: 'GradNorm: Gradient Normalization for Adaptive Loss Balancing in Deep Multitask Networks',
  authors: 'Z. Chen, V. Badrinarayanan, C.-Y. Lee, A. Rabinovich',
  venue: 'ICML',
  year: 2018,
  link: 'https://arxiv.org/abs/1711.02257',
  needs: 'gramian',
  headPolicy: 'weighted',
  state: 'weight and first loss of each task, and Adam’s moments of the weight',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights.',
    'The sum of the weights stays K.',
  ],
  options: gradnormOptions,
  departures: [
    'The norms are over all shared parameters; the paper uses the last shared layer, as does `gradientScope: last-layer` of `fit`.',
    'A weight is kept positive: at 10⁻⁶ or more before the weights are rescaled. The paper does not say how.',
    'Adam’s ε is 0, so that the scale of the gradients does not matter.',
    'Tasks that are absent, have a zero gradient, or had only zero losses keep their weights and are left out of the means.',
    'The first loss is that of the first batch, as in the paper. LibMTL uses the mean over the first epoch with equal weights until then, and w = K·softmax(θ).',
  ],
};
