import {
  power,
  type TransformBalancer,
  type GradientStats,
  type TransformResult,
  type TransformStep,
  number,
  optionsSchema,
  type OptionsOf,
  type CompleteOptionsOf,
} from '@equipoise/core';
import { add, div, divNoNan, maximum, mul, pow } from '@tensorflow/tfjs-core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { multiply } from '../math/matrix.ts';
import { combine } from '../math/per-task.ts';
import { weightedSum, column, rowNorms, moved, products, slot } from '../math/rows.ts';
import { checkFinite, presentTasks } from '../present.ts';
import { equalShares, moveShares, type SharesState } from '../shares.ts';

/** What {@link moco} remembers beside the tracked gradients. */
export interface MocoState extends SharesState {
  /** Batches weighed so far. */
  readonly batches: number;
}

/** Options of {@link moco}. */
export const mocoOptions = optionsSchema('moco', {
  /** β, above 0 and up to 1: initial update rate of the tracked gradients. */
  beta: number({
    default: 0.5,
    above: 0,
    max: 1,
    meaning: 'β, update rate of the tracked gradients',
    search: [0.05, 1],
  }),
  /** β is divided by t to this power. */
  betaDecay: number({ default: 0.5, min: 0, meaning: 'the power of t that β is divided by', search: [0, 1] }),
  /** γ, at least 0: initial step size of the weights. */
  gamma: number({ default: 0.1, min: 0, meaning: 'γ, step size of the weights', scale: 'log', search: [1e-3, 10] }),
  /** γ is divided by t to this power. */
  gammaDecay: number({ default: 0.5, min: 0, meaning: 'the power of t that γ is divided by', search: [0, 1] }),
  /** ρ, at least 0: strength of the regularisation towards equal weights. */
  rho: number({ default: 0, min: 0, meaning: 'ρ, regularisation towards equal weights', search: [0, 1] }),
});

/** Options of {@link moco}. */
export type MocoOptions = OptionsOf<typeof mocoOptions>;

/**
 * Multi-objective gradients with correction: tracks each gradient by a running mean, and moves the weights towards the
 * minimum-norm combination. The noise of a batch then does not bias the weights.
 *
 *     yᵢ ← yᵢ − β/tᵇ · (yᵢ − lᵢgᵢ/nᵢ)     λ ← Π(λ − γ/tᶜ · (YYᵀ + ρI) λ)     d = Σᵢ λᵢyᵢ
 *
 * t counts the batches (for yᵢ those that task i was in), b and c are `betaDecay` and `gammaDecay`, and Π projects onto the weights that
 * are at least 0 and add up to 1. At a fixed point with ρ = 0 the weights are those of `mgda` for gradients scaled to norm lᵢ.
 *
 * @param options - Options that differ from the authors'.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see H. Fernando, H. Shen, M. Liu, S. Chaudhury, K. Murugesan, T. Chen. Mitigating Gradient Bias in Multi-objective Learning: A
 *   Provably Convergent Approach. ICLR 2023. https://openreview.net/forum?id=dLAYGdKTi2
 */
export function moco(options: MocoOptions = {}): TransformBalancer<MocoState, GradientStats> {
  const owner = 'moco';
  const { beta, betaDecay, gamma, gammaDecay, rho } = mocoOptions.read(options);
  return {
    name: owner,
    config: configOf(mocoOptions, options),
    headPolicy: 'unweighted',
    needs: 'jacobian',
    gradientTransform: {
      slots: { tracked: ['tasks', 'parameters'], batches: ['tasks'] },
      apply: (step) => track(step, { beta, betaDecay }),
    },
    init: (taskCount) => ({ ...equalShares(taskCount), batches: 0 }),
    weigh({ losses, gramian, ...stats }, state) {
      const present = presentTasks(stats, state.shares.length);
      checkFinite(owner, 'loss', losses, present);
      const batches = state.batches + 1;
      const rate = gamma / power(batches, gammaDecay);
      const { weights, state: next } = moveShares(state, present, (shares) => {
        const slopes = multiply(
          gramian.map((row) => [...row]),
          [...shares],
        );
        return combine(shares, slopes, (share, slope) => share - rate * (slope + rho * share));
      });
      return { weights, state: { ...next, batches } };
    },
  };
}

function track(
  step: TransformStep,
  { beta, betaDecay }: Pick<CompleteOptionsOf<typeof mocoOptions>, 'beta' | 'betaDecay'>,
): TransformResult {
  const { batch, present, slots, weigh } = step;
  const jacobian = batch.jacobian();
  const fresh = mul(jacobian, column(divNoNan(batch.losses(), rowNorms(jacobian))));
  const batches = add(slot(slots, 'batches'), present);
  const rates = div(mul(present, beta), pow(maximum(batches, 1), betaDecay));
  const tracked = moved(slot(slots, 'tracked'), fresh, rates);
  const { weights } = weigh({ gramian: products(tracked) });
  return { direction: weightedSum(weights, tracked), slots: { tracked, batches } };
}

/** Card of {@link moco}, for the docs and the command line. */
export const mocoCard: StrategyCard = {
  title: 'Multi-objective gradient with correction (MoCo)',
  summary: 'Tracks each gradient by a running mean, and moves the weights towards the minimum-norm combination.',
  formula: 'yᵢ ← yᵢ − β/√t · (yᵢ − lᵢgᵢ/nᵢ);  λ ← Π(λ − γ/√t · (YYᵀ + ρI) λ);  d = Σᵢ λᵢyᵢ',
  paper: 'Mitigating Gradient Bias in Multi-objective Learning: A Provably Convergent Approach',
  authors: 'H. Fernando, H. Shen, M. Liu, S. Chaudhury, K. Murugesan, T. Chen',
  venue: 'ICLR',
  year: 2023,
  link: 'https://openreview.net/forum?id=dLAYGdKTi2',
  needs: 'jacobian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL.',
  state: 'the running mean of each task’s gradient, the weights, and the number of batches so far',
  backwardPasses: 'K',
  invariances: [
    'The weights are at least 0 and add up to 1.',
    'Independent of the gradient norms; depends on the scale of the losses.',
  ],
  options: mocoOptions,
  departures: [
    'The weights are projected onto the simplex, as in the paper. The authors’ code and LibMTL apply a softmax to weights that already add up to 1, which keeps them close to equal.',
    'The tracked gradients are lᵢgᵢ/nᵢ, as in the authors’ code and LibMTL; gᵢ in the paper.',
  ],
};
