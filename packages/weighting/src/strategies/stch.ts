import {
  type Balancer,
  type PerTask,
  InvalidOptionError,
  choice,
  integer,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import { type BaseLoss, countEpoch, noBase } from '../base-loss.ts';
import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { combine, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { softmax } from '../math/softmax.ts';
import { weighPositive } from '../positive.ts';
import { preferenceVector, idealPoint, preferenceOf } from '../preference.ts';

/** State of {@link stch}. */
export interface StchState {
  /** One entry for each task: nᵢ, its mean loss over the epoch after the warm-up. */
  readonly tasks: readonly BaseLoss[];
}

/** Options of {@link stch}. */
export const stchOptions = optionsSchema('stch', {
  variant: choice(['losses', 'log-losses'], {
    default: 'losses',
    meaning:
      'what the maximum is taken of; `log-losses` has L = μK·log Σᵢ exp(log(lᵢ/nᵢ)/μ), nᵢ the loss after a warm-up',
  }),
  smoothing: number({
    default: 1,
    above: 0,
    meaning: 'μ; the smaller, the closer to the maximum',
    scale: 'log',
    search: [0.01, 10],
  }),
  weights: preferenceVector('λ, the preference of each task (`losses` only)'),
  reference: idealPoint('z, the ideal point: a lower bound of each loss (`losses` only)'),
  warmUp: integer({
    otherwise: '4',
    min: 0,
    meaning: 'warm-up epochs, which minimise Σ log l (`log-losses` only)',
    search: [0, 5],
  }),
});

/** Options of {@link stch}. */
export type StchOptions = OptionsOf<typeof stchOptions>;

/**
 * Smooth Tchebycheff scalarisation: minimises a smooth maximum (log-sum-exp) of the weighted losses.
 *
 *     L = μ·log Σᵢ exp(λᵢ(lᵢ − zᵢ) / μ)         wᵢ = λᵢ · softmaxᵢ(λ∘(l − z) / μ)          (losses)
 *     L = μK·log Σᵢ exp(log(lᵢ / nᵢ) / μ)       wᵢ = K · softmaxᵢ(log(l / n) / μ) / lᵢ     (log-losses)
 *
 * L tends to maxᵢ λᵢ(lᵢ − zᵢ) as μ tends to 0, and the weights to λ/K as μ grows. With logarithms Σᵢ log lᵢ is minimised until
 * every task of the batch has its nᵢ, and losses must be 0 or more: one of 0 (below 10⁻³⁰) is left out and weighs 0, and the
 * status is `'degenerate'`.
 *
 * @param options - The variant, and its smoothing.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range, or belongs to the other variant.
 * @see X. Lin, X. Zhang, Z. Yang, F. Liu, Z. Wang, Q. Zhang. Smooth Tchebycheff Scalarization for Multi-Objective
 *   Optimization. ICML 2024. https://arxiv.org/abs/2402.19078
 */
export function stch(options: StchOptions = {}): Balancer<StchState> {
  const owner = 'stch';
  const { variant, smoothing, weights, reference, warmUp = 4 } = stchOptions.read(options);
  const preference = preferenceOf(owner, { weights, reference });
  const strangers = variant === 'losses' ? (['warmUp'] as const) : (['weights', 'reference'] as const);
  const stranger = strangers.find((name) => options[name] !== undefined);
  if (stranger)
    throw new InvalidOptionError(owner, stranger, `left out with the variant ${variant}`, options[stranger]);
  return {
    name: owner,
    config: configOf(stchOptions, variant === 'losses' ? options : { ...options, warmUp }),
    headPolicy: 'weighted',
    needs: 'losses',
    init(taskCount) {
      preference.check(taskCount);
      return { tasks: Array.from({ length: taskCount }, () => noBase) };
    },
    weigh(stats, state) {
      const { tasks } = state;
      if (variant === 'log-losses') {
        const rule = (losses: PerTask, present: readonly number[]): PerTask => {
          const shares = softmax(heights(losses, take(tasks, present)), smoothing);
          return combine(shares, losses, (share, loss) => (losses.length * share) / loss);
        };
        return { ...weighPositive(owner, stats, tasks.length, rule), state };
      }
      const { weights, gaps } = preference.of(stats, tasks.length);
      const shares = softmax(product(weights, gaps), smoothing);
      return { weights: product(weights, shares), state };
    },
    endEpoch(meanLosses, state) {
      if (variant === 'losses') return state;
      return { tasks: countEpoch(owner, state.tasks, meanLosses, warmUp + 1) };
    },
  };
}

/** log(l / n); zeros, whose softmax is that of Σ log l, while some task has no n. */
function heights(losses: PerTask, tasks: StchState['tasks']): PerTask {
  const known = tasks.every(({ base }) => base !== null);
  return combine(losses, tasks, (loss, { base }) => (known ? Math.log(loss) - Math.log(base ?? loss) : 0));
}

/** Card of {@link stch}, for the docs and the command line. */
export const stchCard: StrategyCard = {
  title: 'Smooth Tchebycheff scalarisation (STCH)',
  summary: 'Minimises a smooth maximum (log-sum-exp) of the weighted losses.',
  formula: 'minimise μ·log Σᵢ exp(λᵢ(lᵢ − zᵢ)/μ);  wᵢ = λᵢ · softmaxᵢ(λ∘(l − z)/μ)',
  paper: 'Smooth Tchebycheff Scalarization for Multi-Objective Optimization',
  authors: 'X. Lin, X. Zhang, Z. Yang, F. Liu, Z. Wang, Q. Zhang',
  venue: 'ICML',
  year: 2024,
  link: 'https://arxiv.org/abs/2402.19078',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'nothing; with `log-losses`, epochs of warm-up and nᵢ of each task',
  backwardPasses: '1',
  invariances: [
    'Adding a constant to all λᵢlᵢ does not change the weights; neither does scaling all losses and μ by the same constant.',
    'With `log-losses`, scaling a loss does not change the weighted losses.',
  ],
  options: stchOptions,
  departures: [
    'Neither the paper, which tries 0.01 to 1, nor TorchJD gives a default for μ; LibMTL has 1.',
    '`log-losses` is what LibMTL calls STCH. LibMTL always reports weights of 1 and cannot resume after the warm-up; here nᵢ is part of the state.',
    'With `log-losses` a loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate; LibMTL adds 10⁻²⁰.',
  ],
};
