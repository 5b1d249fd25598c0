import { type Balancer, type GradientStats, choice, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { preferenceOption } from '../preference.ts';
import { type Gradients, gramianOf, gramianRule, type GramianRuleState, type Ruling } from '../gramian-rule.ts';
import { eigen } from '../math/eigen.ts';
import { cancellingWeights } from '../math/hull.ts';
import { addScaled, entryOrZero, filled, largest, type Vector } from '../math/matrix.ts';

/** Options of {@link alignedMtl}. */
export const alignedMtlOptions = optionsSchema('aligned-mtl', {
  /** The eigenvalue that all eigenvalues are set to: the smallest, the median (the lower of two), or the mean. */
  scale: choice(['min', 'median', 'rmse'], {
    default: 'min',
    meaning: 'σ, the common eigenvalue: the smallest, the median, the mean',
  }),
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link alignedMtl}. */
export type AlignedMtlOptions = OptionsOf<typeof alignedMtlOptions>;

/**
 * Aligned multi-task learning: makes the task gradients orthogonal and equally long (aligns their principal components),
 * and averages them.
 *
 *     G = VΛVᵀ     w = √σ · VΛ^(−½)Vᵀ p     pᵢ = 1/K     σ = min λ (or the median, or the mean)
 *
 * Only eigenvalues above 0 count. Where gradients cancel (some weights ≥ 0 give d = 0) and none is 0, the smallest eigenvalue
 * is 0 and so is the update: the weights are then those that cancel, with the status `'degenerate'`. Weights may be negative.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see D. Senushkin, N. Patakin, A. Kuznetsov, A. Konushin. Independent Component Alignment for Multi-Task Learning. CVPR
 *   2023. https://arxiv.org/abs/2305.19000
 */
export function alignedMtl(options: AlignedMtlOptions = {}): Balancer<GramianRuleState, GradientStats> {
  const { scale } = alignedMtlOptions.read(options);
  return gramianRule(alignedMtlOptions, options, (gradients) => align(gradients, scale), { holdsPriorities: true });
}

function align(gradients: Gradients, scale: NonNullable<AlignedMtlOptions['scale']>): Ruling {
  const { cosines, norms, nonZero, preference, nearlyDependent } = gradients;
  const shares = preference.map((share) => share / norms.length);
  const most = largest(norms);
  if (most === 0) return { weights: shares, status: 'degenerate' };
  const cancelling = nonZero.length === norms.length ? cancellingWeights(cosines) : undefined;
  if (cancelling) return { weights: perLength(cancelling, norms), status: 'degenerate' };
  const pairs = eigen(gramianOf({ ...gradients, norms: norms.map((length) => length / most) }));
  const values = pairs.map(({ value }) => value);
  const target =
    { min: values.at(-1), median: values[Math.floor(values.length / 2)], rmse: meanOf(values) }[scale] ?? 0;
  const weights = filled(norms.length, 0);
  for (const { value, vector } of pairs) {
    const part = vector.reduce((total, entry, task) => total + entry * entryOrZero(shares, task), 0);
    addScaled(weights, Math.sqrt(target / value) * part, vector);
  }
  return { weights, status: pairs.length < norms.length || nearlyDependent ? 'degenerate' : 'solved' };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** The weights with sum 1 under which the gradients cancel, from the coefficients of their directions. */
function perLength(shares: Vector, lengths: Vector): Vector {
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  const parts = shares.map((share, task) => (share * shortest) / entryOrZero(lengths, task));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** Card of {@link alignedMtl}, for the docs and the command line. */
export const alignedMtlCard: StrategyCard = {
  title: 'Aligned-MTL',
  summary:
    'Makes the task gradients orthogonal and equally long (aligns their principal components), and averages them.',
  formula: 'G = VΛVᵀ;  w = √σ · VΛ^(−½)Vᵀ p with pᵢ = 1/K, σ = min λ',
  paper: 'Independent Component Alignment for Multi-Task Learning',
  authors: 'D. Senushkin, N. Patakin, A. Kuznetsov, A. Konushin',
  venue: 'CVPR',
  year: 2023,
  link: 'https://arxiv.org/abs/2305.19000',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere:
    'As in the authors’ code; its option `scale_decoder_grad`, off by default, multiplies them by the weights.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights. Scaling one does.',
    'BGB = σP, where w = Bp and P projects onto the range of G. The update may conflict with a task; weights may be negative.',
  ],
  options: alignedMtlOptions,
  departures: [
    'pᵢ = 1/K as in the paper and TorchJD 0.17; LibMTL has 1.',
    'The rank is determined from the cosines between gradients, not from the size of the eigenvalues, so that a short gradient does not count as a dependent one.',
    'Where gradients cancel the update is 0, the limit of the rule; without the eigenvalue 0 the update would conflict with a task.',
  ],
};
