import { type Balancer, type GradientStats, InvalidOptionError } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { readGradients } from '../gramian-rule.ts';
import { type InnerName, type InnerStrategy, innerStrategy } from '../inner-strategy.ts';
import { combine, put, take } from '../math/per-task.ts';
import { checkBetween } from '../options.ts';
import { presentTasks } from '../present.ts';

/** What {@link psmgd} remembers. */
export interface PsmgdState {
  /** Batches since the weights were last computed; null before the first. */
  readonly age: number | null;
  /** The weight of each task; null before its first. */
  readonly weights: readonly (number | null)[];
  /** What the inner strategy remembers. */
  readonly inner: unknown;
}

/** What {@link psmgd} can be told. */
export interface PsmgdOptions {
  /**
   * The strategy whose weights are used: its name, or the strategy itself.
   *
   * @defaultValue 'mgda'
   */
  readonly inner?: InnerName | InnerStrategy;
  /**
   * R, at least 1: weights are computed in every Rth batch.
   *
   * @defaultValue 8
   */
  readonly period?: number;
  /**
   * a, from 0 to below 1: how much of a weight is what it was when it is computed anew.
   *
   * @defaultValue 0.9
   */
  readonly smoothing?: number;
}

/**
 * Periodic stochastic multi-gradient descent: computes the weights of another strategy in every Rth batch only, smooths them, and keeps
 * them in between.
 *
 *     in every Rth batch: wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ     otherwise: wᵢ stays
 *
 * ŵ are the weights that the inner strategy answers. They are also computed when a task is present that has no weight yet.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see M. Xu, P. Ju, J. Liu, H. Yang. PSMGD: Periodic Stochastic Multi-Gradient Descent for Fast Multi-Objective Optimization.
 *   AAAI 2025. https://arxiv.org/abs/2412.10961
 */
export function psmgd(options: PsmgdOptions = {}): Balancer<PsmgdState, GradientStats> {
  const owner = 'psmgd';
  const { period = 8, smoothing = 0.9 } = options;
  if (!(Number.isInteger(period) && period >= 1)) {
    throw new InvalidOptionError(owner, 'period', 'a whole number of at least 1', period);
  }
  checkBetween({ owner, option: 'smoothing', value: smoothing }, [0, 1 - Number.EPSILON]);
  const inner = innerStrategy(owner, options.inner ?? 'mgda');
  return {
    name: owner,
    needs: 'gramian',
    init: (taskCount) => ({ age: null, weights: new Array<null>(taskCount).fill(null), inner: inner.init(taskCount) }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.weights.length);
      readGradients(owner, stats, present);
      const before = take(state.weights, present);
      const kept = before.flatMap((weight) => weight ?? []);
      const age = state.age === null ? period : state.age + 1;
      if (age < period && kept.length === before.length) return { weights: kept, state: { ...state, age } };
      const answer = inner.weigh(stats, state.inner);
      const weights = combine(before, answer.weights, (old, now) =>
        old === null ? now : smoothing * old + (1 - smoothing) * now,
      );
      const next = { age: 0, weights: put(state.weights, present, weights), inner: answer.state };
      return { weights, state: next, ...(answer.status && { status: answer.status }) };
    },
  };
}

/** What to know of {@link psmgd}. */
export const psmgdCard: StrategyCard = {
  title: 'Periodic stochastic multi-gradient descent (PSMGD)',
  summary: 'Computes the weights of another strategy in every Rth batch, smooths them, and keeps them in between.',
  formula: 'every R batches: wᵢ ← a·wᵢ + (1 − a)·ŵᵢ, starting at the first ŵᵢ',
  paper: 'PSMGD: Periodic Stochastic Multi-Gradient Descent for Fast Multi-Objective Optimization',
  authors: 'M. Xu, P. Ju, J. Liu, H. Yang',
  venue: 'AAAI',
  year: 2025,
  link: 'https://arxiv.org/abs/2412.10961',
  needs: 'gramian',
  state: 'the weights, their age in batches, and what the inner strategy remembers',
  backwardPasses: 'K',
  invariances: [
    'With R = 1 it is `cr-mogm`; with a = 0 besides, the inner strategy.',
    'What the inner strategy promises of one batch does not hold in between: a task may be pushed uphill.',
  ],
  options: [
    {
      name: 'inner',
      meaning: 'the strategy whose weights are used',
      defaultValue: 'mgda',
      range: 'a strategy that looks at gradients',
    },
    { name: 'period', meaning: 'R, weights are computed in every Rth batch', defaultValue: '8', range: '1, 2, 3, …' },
    { name: 'smoothing', meaning: 'a, how much of a weight is what it was', defaultValue: '0.9', range: '0 … below 1' },
  ],
  departures: [
    'The weights reach the loss, as the paper says; in the authors’ code they do not.',
    'The Gramian is asked for in every batch, so the paper’s saving of backward passes is not had yet.',
  ],
};
