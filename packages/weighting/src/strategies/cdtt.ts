import { type Balancer, type GradientStats, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type Gradients, gramianOf, withoutZeroGradients, readGradients, scatter, statusOf } from '../gramian-rule.ts';
import { addScaled, entryOrZero, dot, type Matrix, quadratic, type Vector } from '../math/matrix.ts';
import { put, sum, take } from '../math/per-task.ts';
import { tasksWithLosses } from '../present.ts';
import { bisector } from './edm.ts';

/** State of {@link cdtt} for one task. */
export interface CdttTask {
  /** The norms of its last ten gradients, newest last. */
  readonly lengths: readonly number[];
  /** Their sum one batch before; null until there were ten. */
  readonly previous: number | null;
}

/** State of {@link cdtt}. */
export interface CdttState {
  /** One entry for each task. */
  readonly tasks: readonly CdttTask[];
}

/** Options of {@link cdtt}. */
export const cdttOptions = optionsSchema('cdtt', {
  /** α, from 0 to 1: how much the tension of a task depends on its progress. With 0 every task has tension 1. */
  alpha: number({ default: 0.6, min: 0, max: 1, meaning: 'α, how much the tension depends on progress' }),
});

/** Options of {@link cdtt}. */
export type CdttOptions = OptionsOf<typeof cdttOptions>;

const remembered = 10;

/**
 * Central direction with task tensioners: steps along the bisector of the task gradients, pulled towards tasks whose
 * gradients do not shrink.
 *
 *     d₀ = the update of EDM     d = d₀ + Σᵢ τᵢ (gᵢ − d₀) / |gᵢ − d₀|
 *     τᵢ = α / (1 + e^(e − e·xᵢ)) + 1 − α     xᵢ = (Σ of the last ten nᵢ) / (the same one batch before) + log₁₀ lᵢ
 *     for each i with gᵢ·d < 0: d is moved towards gᵢ until gᵢ·d = 0
 *
 * nᵢ is the length of task i's gradient and lᵢ its loss, at least 0. Tension starts once every present task has had eleven gradients. A
 * task whose gradient is 0 is left out and weighs 0 (status `'degenerate'`). Weights may be negative. Moving d for one task may make the update conflict with another.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see A. T. M. Nakamura, D. F. Wolf, V. Grassi Jr. Leveraging convergence behavior to balance conflicting tasks in multi-task
 *   learning. 2022. https://arxiv.org/abs/2204.06698
 */
export function cdtt(options: CdttOptions = {}): Balancer<CdttState, GradientStats> {
  const owner = 'cdtt';
  const { alpha } = cdttOptions.read(options);
  return {
    name: owner,
    config: configOf(cdttOptions, options),
    headPolicy: 'unweighted',
    needs: 'gramian',
    init: (taskCount) => ({ tasks: Array.from({ length: taskCount }, () => ({ lengths: [], previous: null })) }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.tasks.length);
      const gradients = readGradients(owner, stats, present);
      const { weights: bisecting, status = 'solved' } = bisector(gradients);
      const reduced = withoutZeroGradients(gradients);
      const ids = take(present, gradients.nonZero);
      const before = take(state.tasks, ids);
      const after = before.map((task, index) => remember(task, entryOrZero(reduced.norms, index)));
      const tensions = after.map((task, index) => tension(task, reduced.losses[index] ?? 0, alpha));
      const central = Array.from(take([...bisecting], gradients.nonZero));
      const { pulled, unsure } = tensions.every(Number.isFinite)
        ? pull(reduced, central, tensions)
        : { pulled: central, unsure: false };
      const weights = ids.length === 0 ? [...bisecting] : [...scatter(gradients, pulled)];
      return {
        weights,
        state: { tasks: put(state.tasks, ids, after.map(settled)) },
        status: statusOf(gradients, weights, unsure ? 'degenerate' : status),
      };
    },
  };
}

/** The state of a task with one more norm; `previous` is still the sum before it. */
function remember({ lengths, previous }: CdttTask, length: number): CdttTask {
  return { lengths: [...lengths, length].slice(-remembered), previous };
}

function settled({ lengths, previous }: CdttTask): CdttTask {
  return { lengths, previous: lengths.length < remembered ? previous : sum(lengths) };
}

/** τ; NaN until there is an earlier sum to compare with. */
function tension({ lengths, previous }: CdttTask, loss: number, alpha: number): number {
  if (previous === null) return Number.NaN;
  const pace = sum(lengths) / previous + Math.log10(loss);
  return alpha / (1 + Math.exp(Math.E - Math.E * pace)) + 1 - alpha;
}

/** The pulled weights; unsure where rounding decides in which direction a task pulls. */
function pull(
  gradients: Gradients,
  central: Vector,
  tensions: readonly number[],
): { readonly pulled: Vector; readonly unsure: boolean } {
  const { norms, rounding } = gradients;
  const gramian = gramianOf(gradients);
  let weights = central.slice();
  let unsure = false;
  tensions.forEach((pulling, task) => {
    const difference = central.map((weight, other) => Number(other === task) - weight);
    const square = quadratic(gramian, difference);
    const parts = norms.reduce((total, norm, other) => total + norm * Math.abs(entryOrZero(difference, other)), 0) ** 2;
    if (square > Math.max(rounding.lost > 0 ? rounding.rank * parts : 0, 1e-24 * entryOrZero(norms, task) ** 2)) {
      addScaled(weights, pulling / Math.sqrt(square), difference);
    }
    unsure ||= square > 1e-24 * parts && square < rounding.lost * parts;
  });
  gramian.forEach((_, task) => (weights = goBack(gramian, weights, task)));
  return { pulled: weights, unsure };
}

/** The point between d and gᵢ that is orthogonal to gᵢ, if d conflicts with gᵢ. */
function goBack(gramian: Matrix, weights: Vector, task: number): Vector {
  const row = gramian[task] ?? weights;
  const along = dot(row, weights) / entryOrZero(row, task);
  if (!(along < 0)) return weights;
  const back = weights.slice();
  back[task] = entryOrZero(back, task) - along;
  return back.map((weight) => weight / (1 - along));
}

/** Card of {@link cdtt}, for the docs and the command line. */
export const cdttCard: StrategyCard = {
  title: 'Central direction with task tensioners (CDTT)',
  summary: 'Steps along the bisector of the task gradients, pulled towards tasks whose gradients do not shrink.',
  formula:
    'd = d₀ + Σᵢ τᵢ(gᵢ − d₀)/|gᵢ − d₀|;  τᵢ = α/(1 + e^(e − e·xᵢ)) + 1 − α;  xᵢ = (Σ last ten nᵢ)/(one batch before) + log₁₀ lᵢ',
  paper: 'Leveraging convergence behavior to balance conflicting tasks in multi-task learning',
  authors: 'A. T. M. Nakamura, D. F. Wolf, V. Grassi Jr.',
  venue: 'arXiv',
  year: 2022,
  link: 'https://arxiv.org/abs/2204.06698',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD for rules of this kind; the paper is about the shared parameters.',
  state: 'the last ten norms of each gradient, and their sum one batch before',
  backwardPasses: 'K',
  invariances: [
    'For the first ten batches the update is that of `edm`.',
    'The tension is an absolute length: the update depends on the scale of gradients and losses. Weights may be negative.',
  ],
  options: cdttOptions,
  departures: [
    'The paper gives no default for α; it tries 0.2, 0.6 and 1.',
    'The bisector is exact; the authors iterate. Where gᵢ = d₀ the task adds nothing; their code divides by 0.',
    'A task with a zero gradient is left out, and its state does not change; in their code the whole shared update is 0. A loss of 0 gives the smallest tension.',
  ],
};
