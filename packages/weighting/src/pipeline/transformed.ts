import type { LossStats, PerTask } from '@equipoise/core';

import { combine, put, same, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { smallestLoss } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';
import { only, scaled } from './batch.ts';
import { forwardValidation, mostDemanding, type Part } from './part.ts';

/**
 * How each loss is transformed before the weighting.
 *
 * - `'log'`: minimises its logarithm, so that its unit does not matter. The parts after it still receive the original losses: a logarithm
 *   may be negative, which most rules do not allow.
 * - `'ratio'`: divides it by the task's first loss above 0.
 */
export type Transform = (typeof transforms)[number];

/** The names of all of them. */
export const transforms = ['log', 'ratio'] as const;

/** What {@link transformed} remembers. */
export interface TransformedState {
  /** The first loss above 0 of each task; null before it. */
  readonly firsts: readonly (number | null)[];
  /** The tasks of the last batch that were not left out. */
  readonly asked: readonly number[];
  /** What the inner strategy remembers. */
  readonly inner: unknown;
}

/**
 * Applies a strategy to transformed losses.
 *
 *     log:    Σᵢ wᵢ·log lᵢ      ∇ = Σᵢ (wᵢ/lᵢ)·gᵢ      G̃ᵢⱼ = Gᵢⱼ / lᵢlⱼ
 *     ratio:  Σᵢ wᵢ·lᵢ/lᵢ₀      ∇ = Σᵢ (wᵢ/lᵢ₀)·gᵢ     G̃ᵢⱼ = Gᵢⱼ / lᵢ₀lⱼ₀
 *
 * Losses must be 0 or more. A task whose loss is 0 (below 10⁻³⁰) has no logarithm, or no first loss: it is left out and weighs 0,
 * and the status is `'degenerate'`.
 *
 * @param owner - What the result is called.
 * @param inner - The strategy.
 * @param transform - What is done to the losses.
 */
export function transformed(owner: string, inner: Part, transform: Transform): Part<TransformedState> {
  const ratio = transform === 'ratio';
  /** The losses that the strategy receives. */
  const told = (losses: PerTask, firsts: readonly (number | null)[]): PerTask =>
    ratio ? combine(losses, firsts, (loss, first) => loss / (first ?? 1)) : losses;
  return {
    name: owner,
    ...(inner.holdsPriorities && { holdsPriorities: true }),
    needs: mostDemanding('losses', inner.needs),
    init: (taskCount, settings) => ({
      firsts: new Array<null>(taskCount).fill(null),
      asked: [],
      inner: inner.init(taskCount, settings),
    }),
    weigh(stats, state) {
      const present = tasksWithLosses(owner, stats, state.firsts.length);
      const firsts = combine(
        take(state.firsts, present),
        stats.losses,
        (first, loss) => first ?? (loss < smallestLoss ? null : loss),
      );
      const bases = ratio ? firsts : stats.losses.map((loss) => (loss < smallestLoss ? null : loss));
      const usable = [...bases.keys()].filter((index) => bases[index] !== null);
      const next = { firsts: put(state.firsts, present, firsts), asked: take(present, usable), inner: state.inner };
      if (usable.length === 0) return { weights: same(0, present), state: next, status: 'degenerate' };
      const factors = take(bases, usable).map((base) => 1 / (base ?? 1));
      const batch = scaled(only(stats, present, usable), factors);
      const losses = told(take(stats.losses, usable), take(firsts, usable));
      const answer = inner.weigh({ ...batch, losses }, state.inner);
      return {
        ...answer,
        weights: put(same(0, present), usable, product(answer.weights, factors)),
        state: { ...next, inner: answer.state },
        ...(usable.length < present.length && { status: answer.status === 'fallback' ? 'fallback' : 'degenerate' }),
      };
    },
    ...(inner.afterStep && {
      afterStep(stats: LossStats, state: TransformedState) {
        const present = tasksWithLosses(owner, stats, state.firsts.length);
        const places = [...present.keys()].filter((place) => state.asked.includes(present[place] ?? -1));
        const tasks = take(present, places);
        const losses = told(take(stats.losses, places), take(state.firsts, tasks));
        return { ...state, inner: inner.afterStep?.({ ...stats, losses, tasks }, state.inner) };
      },
    }),
    ...(inner.endEpoch && {
      endEpoch: (means: PerTask, state: TransformedState) => ({
        ...state,
        inner: inner.endEpoch?.(told(means, state.firsts), state.inner),
      }),
    }),
    ...forwardValidation<TransformedState, 'inner'>(inner, 'inner'),
  };
}
