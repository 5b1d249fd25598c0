import { type Balancer, type PerTask, choice, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type Logit, train, untrained } from '../math/logit.ts';
import { combine, put, same, sum, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { smallestLoss } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** What {@link ldc} remembers of one task, besides θ. */
export interface LdcTask extends Logit {
  /** l₀, its first loss above 0 of this epoch; null until there was one. */
  readonly firstLoss: number | null;
}

/** State of {@link ldc}. */
export interface LdcState {
  /** One entry for each task. */
  readonly tasks: readonly LdcTask[];
}

/** Options of {@link ldc}. */
export const ldcOptions = optionsSchema('ldc', {
  /** l̃: the logarithm of the ratio of the loss to the first loss of the epoch, or the loss itself. */
  variant: choice(['log-ratio', 'losses'], {
    default: 'log-ratio',
    meaning: 'l̃: `log-ratio` is log(l/l₀), l₀ the first loss of the epoch; `losses` is l',
  }),
  /** λ, at least 0: strength of the penalty on differences between adjacent weighted losses. */
  penalty: number({
    default: 0.05,
    min: 0,
    meaning: 'λ; the authors use 0.05 with `log-ratio` on QM9, 0.01 with `losses` on CelebA',
    scale: 'log',
    search: [1e-3, 1],
  }),
  /** Adam's learning rate for θ, above 0. */
  learningRate: number({
    default: 0.001,
    above: 0,
    meaning: 'Adam’s learning rate for θ',
    scale: 'log',
    search: [1e-4, 0.1],
  }),
});

/** Options of {@link ldc}. */
export type LdcOptions = OptionsOf<typeof ldcOptions>;

/**
 * Loss discrepancy control: learns the weights together with the model, with a penalty on differences between the
 * weighted losses.
 *
 *     minimise F = Σᵢ pᵢl̃ᵢ / [Σⱼ pⱼ] + λ·Σᵢ |pᵢl̃ᵢ − pᵢ₊₁l̃ᵢ₊₁|     over the model and θ;   [·] held fixed
 *     pᵢ = 1 / (1 + e^(−θᵢ))     l̃ᵢ = log(lᵢ / lᵢ₀) or lᵢ     wᵢ = ∂F/∂lᵢ
 *
 * θ starts at 0 and is trained by Adam. The weights of a batch use the θ of the batches before it. lᵢ₀ is the task's loss in the
 * first batch of the epoch. The sums are over the tasks of the batch in their order: it matters which tasks are adjacent. A
 * weight is negative when 2λ·Σp exceeds 1 and its weighted loss is below those of both adjacent tasks.
 *
 * Losses must be 0 or more. With the logarithm, a task whose loss is 0 (below 10⁻³⁰) is left out, keeps its θ and weighs 0,
 * and the status is `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see P. Xiao, C. Dong, S. Zou, K. Ji. LDC-MTL: Balancing Multi-Task Learning through Scalable Loss Discrepancy Control.
 *   arXiv 2025. https://arxiv.org/abs/2502.08585
 */
export function ldc(options: LdcOptions = {}): Balancer<LdcState> {
  const owner = 'ldc';
  const { variant, penalty, learningRate } = ldcOptions.read(options);
  const logarithmic = variant === 'log-ratio';
  return {
    name: owner,
    config: configOf(ldcOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ tasks: Array.from({ length: taskCount }, () => ({ ...untrained, firstLoss: null })) }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const usable = [...present.keys()].filter((index) => !logarithmic || (stats.losses[index] ?? 0) >= smallestLoss);
      const losses = take(stats.losses, usable);
      const tasks = combine(take(take(state.tasks, present), usable), losses, meet);
      const parts = tasks.map(({ logit }) => 1 / (1 + Math.exp(-logit)));
      const measures = logarithmic
        ? combine(losses, tasks, (loss, { firstLoss }) => Math.log(loss / (firstLoss ?? loss)))
        : losses;
      const slopes = slopesOf(product(parts, measures), 1 / sum(parts), penalty);
      const gradients = combine(product(measures, slopes), parts, (slope, part) => slope * part * (1 - part));
      const units = logarithmic ? losses.map((loss) => 1 / loss) : same(1, losses);
      return {
        weights: put(same(0, present), usable, product(parts, slopes, units)),
        state: { tasks: put(state.tasks, take(present, usable), train(tasks, gradients, { learningRate })) },
        status: usable.length < present.length ? 'degenerate' : 'solved',
      };
    },
    endEpoch: (_, { tasks }) => ({ tasks: tasks.map((task) => ({ ...task, firstLoss: null })) }),
  };
}

function meet(task: LdcTask, loss: number): LdcTask {
  return { ...task, firstLoss: task.firstLoss ?? loss };
}

/** ∂F/∂(pᵢl̃ᵢ) = 1/[Σp] + λ·(sign(uᵢ − uᵢ₊₁) − sign(uᵢ₋₁ − uᵢ)), u = p·l̃; equal neighbours have sign 0. */
function slopesOf(terms: PerTask, share: number, penalty: number): PerTask {
  const rounding = 1e-12 * Math.max(...terms.map(Math.abs));
  const sign = (first = 0, second = 0): number =>
    Math.abs(first - second) <= rounding ? 0 : Math.sign(first - second);
  return terms.map((term, index) => {
    const after = index + 1 < terms.length ? sign(term, terms[index + 1]) : 0;
    const before = index > 0 ? sign(terms[index - 1], term) : 0;
    return share + penalty * (after - before);
  });
}

/** Card of {@link ldc}, for the docs and the command line. */
export const ldcCard: StrategyCard = {
  title: 'Loss discrepancy control (LDC-MTL)',
  summary: 'Learns the weights together with the model, with a penalty on differences between the weighted losses.',
  formula: 'minimise Σᵢ pᵢl̃ᵢ/[Σp] + λ·Σᵢ |pᵢl̃ᵢ − pᵢ₊₁l̃ᵢ₊₁| over the model and θ;  p = σ(θ), l̃ = log(l/l₀);  wᵢ = ∂/∂lᵢ',
  paper: 'LDC-MTL: Balancing Multi-Task Learning through Scalable Loss Discrepancy Control',
  authors: 'P. Xiao, C. Dong, S. Zou, K. Ji',
  venue: 'arXiv',
  year: 2025,
  link: 'https://arxiv.org/abs/2502.08585',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'θ of each task, Adam’s moments of it, and its first loss of this epoch',
  backwardPasses: '1',
  invariances: [
    'With `log-ratio`, the weighted losses do not change when a loss is scaled.',
    'The order of the tasks matters: only adjacent tasks are compared.',
  ],
  options: ldcOptions,
  departures: [
    'θ is one number per task; the authors’ code also has a small network that computes p. θ has its own Adam, with the authors’ learning rate for the model.',
    'The single-loop form of the authors’ code: the penalty also trains the model, so that weights may be negative for many tasks or a large λ.',
    'With `log-ratio`, a loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate. A negative loss is an error.',
    'Not in LibMTL or TorchJD 0.17.',
  ],
};
