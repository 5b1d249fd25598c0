import { type Balancer, InvalidOptionError, type PerTask } from '@equipoise/core';

import { type BaseLoss, countEpoch, noBase } from '../base-loss.ts';
import type { StrategyCard } from '../card.ts';
import { combine, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { softmax } from '../math/softmax.ts';
import { checkNonNegative, checkOptions, checkPositive, checkWord } from '../options.ts';
import { weighPositive } from '../positive.ts';
import { type PreferenceOptions, readPreference } from '../preference.ts';

/** State of {@link stch}. */
export interface StchState {
  /** One entry for each task: nᵢ, its mean loss over the epoch after the warm-up. */
  readonly tasks: readonly BaseLoss[];
}

/** Options of {@link stch}; λ and z, its `weights` and `reference`, only for the variant `losses`. */
export interface StchOptions extends PreferenceOptions {
  /**
   * What the maximum is taken of: the losses, or the logarithms of their ratios to the losses after a warm-up, as in the
   * paper's experiments with many tasks.
   *
   * @defaultValue 'losses'
   */
  readonly variant?: 'losses' | 'log-losses';
  /**
   * μ, above 0: the smaller, the closer to the maximum.
   *
   * @defaultValue 1
   */
  readonly smoothing?: number;
  /**
   * Warm-up epochs, which minimise Σᵢ log lᵢ, before the epoch that sets nᵢ; only for `log-losses`.
   *
   * @defaultValue 4
   */
  readonly warmUp?: number;
}

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
  checkOptions(owner, options, stchCard);
  const { variant = 'losses', smoothing = 1, warmUp = 4 } = options;
  checkWord({ owner, option: 'variant', value: variant }, ['losses', 'log-losses']);
  checkPositive({ owner, option: 'smoothing', value: smoothing });
  checkNonNegative({ owner, option: 'warmUp', value: warmUp });
  const preference = readPreference(owner, options);
  const strangers = variant === 'losses' ? (['warmUp'] as const) : (['weights', 'reference'] as const);
  const stranger = strangers.find((name) => options[name] !== undefined);
  if (stranger)
    throw new InvalidOptionError(owner, stranger, `left out with the variant ${variant}`, options[stranger]);
  return {
    name: owner,
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
  state: 'nothing; with `log-losses`, epochs of warm-up and nᵢ of each task',
  backwardPasses: '1',
  invariances: [
    'Adding a constant to all λᵢlᵢ does not change the weights; neither does scaling all losses and μ by the same constant.',
    'With `log-losses`, scaling a loss does not change the weighted losses.',
  ],
  options: [
    {
      name: 'variant',
      meaning:
        'what the maximum is taken of; `log-losses` has L = μK·log Σᵢ exp(log(lᵢ/nᵢ)/μ), nᵢ the loss after a warm-up',
      defaultValue: 'losses',
      range: 'losses, log-losses',
    },
    { name: 'smoothing', meaning: 'μ; the smaller, the closer to the maximum', defaultValue: '1', range: 'above 0' },
    {
      name: 'weights',
      meaning: 'λ, the preference of each task (`losses` only)',
      defaultValue: '1/K for every task',
      range: 'at least 0, not all 0',
    },
    {
      name: 'reference',
      meaning: 'z, the ideal point: a lower bound of each loss (`losses` only)',
      defaultValue: '0 for every task',
      range: 'finite numbers',
    },
    {
      name: 'warmUp',
      meaning: 'warm-up epochs, which minimise Σ log l (`log-losses` only)',
      defaultValue: '4',
      range: 'at least 0',
    },
  ],
  departures: [
    'Neither the paper, which tries 0.01 to 1, nor TorchJD gives a default for μ; LibMTL has 1.',
    '`log-losses` is what LibMTL calls STCH. LibMTL always reports weights of 1 and cannot resume after the warm-up; here nᵢ is part of the state.',
    'With `log-losses` a loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate; LibMTL adds 10⁻²⁰.',
  ],
};
