import {
  type LossStats,
  type PerTask,
  type TransformBalancer,
  type TransformResult,
  type TransformStep,
  InvalidOptionError,
  integer,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';
import {
  abs,
  add,
  max,
  maximum,
  mul,
  onesLike,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
} from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import type { GramianRuleState } from '../gramian-rule.ts';
import { slot, unit } from '../math/rows.ts';
import { checkFinite, presentTasks } from '../present.ts';

/** Options of {@link bloop}. */
export const bloopOptions = optionsSchema('bloop', {
  /** The index of the main task; the others are auxiliary tasks. */
  main: integer({ default: 0, min: 0, meaning: 'index of the main task' }),
  /** λ, at least 0: weight of the auxiliary tasks. With 0 the main task is trained alone. */
  lambda: number({ default: 0.1, min: 0, meaning: 'λ, weight of the auxiliary tasks', search: [0, 10] }),
  /** ρ, from 0 to 1: update rate of the running mean of the main task's gradient. */
  rho: number({
    default: 0.1,
    min: 0,
    max: 1,
    meaning: 'ρ, update rate of the running mean of the main gradient',
    search: [0.001, 1],
  }),
});

/** Options of {@link bloop}. */
export type BloopOptions = OptionsOf<typeof bloopOptions>;

/** What the gradient transform measures. */
interface BloopStats extends LossStats {
  /** The largest entry of the running mean, the same for each task. */
  readonly mean: PerTask;
}

/**
 * Bloop: follows the gradient of a main task, and those of auxiliary tasks as far as they are orthogonal to it, so that to first order the
 * main loss falls as if it were trained alone. The main gradient of one batch is noise: orthogonal means to a running mean of it.
 *
 *     d = g₀ + λ·(a − (a·m)/|m|² m)     a = Σᵢ gᵢ over the auxiliary tasks
 *     m ← (1 − ρ)m + ρg₀     after the step; m starts at the first g₀
 *
 * g₀ is the gradient of the main task. Where m is 0, as before its first batch, nothing is projected: the status is `'degenerate'`. While
 * the main task is absent m does not change.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range, or there is no such main task.
 * @see Y.-G. Hsieh, J. Thornton, E. Ndiaye, M. Klein, M. Cuturi, P. Ablin. Careful with that Scalpel: Improving Gradient Surgery with an
 *   EMA. ICML 2024. https://arxiv.org/abs/2402.02998
 */
export function bloop(options: BloopOptions = {}): TransformBalancer<GramianRuleState> {
  const owner = 'bloop';
  const { main, lambda, rho } = bloopOptions.read(options);
  return {
    name: owner,
    config: configOf(bloopOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: { slots: { mean: ['parameters'], seen: [] }, apply: (step) => operate(step, main, rho) },
    init(taskCount) {
      if (main < taskCount) return { taskCount };
      throw new InvalidOptionError(owner, 'main', `an index of one of ${taskCount} tasks`, main);
    },
    weigh({ losses, mean, ...stats }: BloopStats, state) {
      const present = presentTasks(stats, state.taskCount);
      checkFinite(owner, 'loss', losses, present);
      checkFinite(owner, 'running mean of the main gradient', mean, present);
      const weights = present.map((task) => (task === main ? 1 : lambda));
      return { weights, state, status: mean.some((size) => size > 0) ? 'solved' : 'degenerate' };
    },
  };
}

function operate({ batch, present, slots, weigh }: TransformStep, main: number, rho: number): TransformResult {
  const isMain = tensor1d(Array.from({ length: present.size }, (_, task) => Number(task === main)));
  const gradient = batch.gradient(isMain);
  const [before, seen, now] = [slot(slots, 'mean'), slot(slots, 'seen'), sum(mul(present, isMain))];
  const mean = add<Tensor1D>(before, mul(gradient, sub(1, seen))); // It is 0 until the main task is seen.
  const { weights } = weigh({ mean: mul(onesLike(present), max(abs(mean))) });
  const aside = batch.gradient(mul(weights, sub(1, isMain)));
  const direction = add<Tensor1D>(mul(gradient, sum(mul(weights, isMain))), orthogonal(aside, unit(mean)));
  const kept = add(mean, mul(sub(gradient, mean), mul(now, rho)));
  return { direction, slots: { mean: kept, seen: maximum(seen, now) } };
}

/** The part of a vector that is orthogonal to an axis of length 1. */
function orthogonal(vector: Tensor1D, axis: Tensor1D): Tensor {
  return sub(vector, mul(axis, sum(mul(vector, axis))));
}

/** Card of {@link bloop}, for the docs and the command line. */
export const bloopCard: StrategyCard = {
  title: 'Bilevel optimisation with orthogonal projection (Bloop)',
  summary: 'Follows the gradient of a main task, and those of auxiliary tasks as far as they are orthogonal to it.',
  formula: 'd = g₀ + λ·(a − (a·m)/|m|² m), a = Σᵢ gᵢ over the auxiliary tasks;  m ← (1 − ρ)m + ρg₀',
  paper: 'Careful with that Scalpel: Improving Gradient Surgery with an EMA',
  authors: 'Y.-G. Hsieh, J. Thornton, E. Ndiaye, M. Klein, M. Cuturi, P. Ablin',
  venue: 'ICML',
  year: 2024,
  link: 'https://arxiv.org/abs/2402.02998',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'In the authors’ code the direction is of all parameters.',
  state: 'the running mean of the main task’s gradient',
  backwardPasses: '2',
  invariances: [
    'Scaling all losses by the same constant does not change the direction of the update.',
    'Scaling an auxiliary loss is as scaling λ. If the tasks are reordered, `main` must change with them.',
    'With λ = 0 the main task is trained alone.',
  ],
  options: bloopOptions,
  departures: [
    'The projection is by the running mean before the batch, as in the paper’s algorithm 1; the authors’ code updates it first.',
    'The running mean starts at the first gradient, the default of the authors’ code; no 10⁻⁷ is added to |m|².',
    'With more than two tasks the auxiliary loss is the sum of the others; the paper’s extension puts them in a hierarchy.',
    'The gradients are over the shared parameters: a head’s gradient is not projected.',
  ],
};
