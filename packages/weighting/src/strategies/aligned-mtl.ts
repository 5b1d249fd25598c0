import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { type Gradients, gramianOf, gramianRule, type GramianRuleState, type Ruling } from '../gramian-rule.ts';
import { eigen } from '../math/eigen.ts';
import { cancellingWeights } from '../math/hull.ts';
import { addScaled, at, filled, largest, type Vector } from '../math/matrix.ts';
import { checkOptions, checkWord } from '../options.ts';

/** What {@link alignedMtl} can be told. */
export interface AlignedMtlOptions {
  /**
   * Which eigenvalue all of them are made equal to: the smallest, the middle one (the lower of two), or their mean.
   *
   * @defaultValue 'min'
   */
  readonly scale?: 'min' | 'median' | 'rmse';
}

/**
 * Aligned multi-task learning: turns and stretches the gradients until they are orthogonal and equally long, and takes their
 * mean.
 *
 *     G = VΛVᵀ     w = √σ · VΛ^(−½)Vᵀ p     pᵢ = 1/K     σ = min λ (or the median, or the mean)
 *
 * Only eigenvalues above 0 take part. Where gradients cancel (some weights ≥ 0 give d = 0) and none is 0, the smallest eigenvalue
 * is 0 and so is the update: the weights are then those that cancel, with the status `'degenerate'`. Weights may be negative.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see D. Senushkin, N. Patakin, A. Kuznetsov, A. Konushin. Independent Component Alignment for Multi-Task Learning. CVPR
 *   2023. https://arxiv.org/abs/2305.19000
 */
export function alignedMtl(options: AlignedMtlOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('aligned-mtl', options, alignedMtlCard);
  const { scale = 'min' } = options;
  checkWord({ owner: 'aligned-mtl', option: 'scale', value: scale }, ['min', 'median', 'rmse']);
  return gramianRule('aligned-mtl', (gradients) => align(gradients, scale));
}

function align(gradients: Gradients, scale: NonNullable<AlignedMtlOptions['scale']>): Ruling {
  const { cosines, lengths, moving } = gradients;
  const even = filled(lengths.length, 1 / lengths.length);
  const most = largest(lengths);
  if (most === 0) return { weights: even, status: 'degenerate' };
  const cancelling = moving.length === lengths.length ? cancellingWeights(cosines) : undefined;
  if (cancelling) return { weights: perLength(cancelling, lengths), status: 'degenerate' };
  const pairs = eigen(gramianOf({ ...gradients, lengths: lengths.map((length) => length / most) }));
  const values = pairs.map(({ value }) => value);
  const target =
    { min: values.at(-1), median: values[Math.floor(values.length / 2)], rmse: meanOf(values) }[scale] ?? 0;
  const weights = filled(lengths.length, 0);
  for (const { value, vector } of pairs) {
    const part = vector.reduce((total, entry, task) => total + entry * at(even, task), 0);
    addScaled(weights, Math.sqrt(target / value) * part, vector);
  }
  return { weights, status: pairs.length < lengths.length ? 'degenerate' : 'solved' };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** The weights with sum 1 under which gradients cancel, from how much their directions take part. */
function perLength(shares: Vector, lengths: Vector): Vector {
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  const parts = shares.map((share, task) => (share * shortest) / at(lengths, task));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** What to know of {@link alignedMtl}. */
export const alignedMtlCard: StrategyCard = {
  title: 'Aligned-MTL',
  summary: 'Turns and stretches the gradients until they are orthogonal and equally long, and takes their mean.',
  formula: 'G = VΛVᵀ;  w = √σ · VΛ^(−½)Vᵀ p with pᵢ = 1/K, σ = min λ',
  paper: 'Independent Component Alignment for Multi-Task Learning',
  authors: 'D. Senushkin, N. Patakin, A. Kuznetsov, A. Konushin',
  venue: 'CVPR',
  year: 2023,
  link: 'https://arxiv.org/abs/2305.19000',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Multiplying every gradient by one constant changes nothing. Multiplying one does.',
    'BGB = σP, where w = Bp and P projects onto the range of G. A task may be pushed uphill; weights may be negative.',
  ],
  options: [
    {
      name: 'scale',
      meaning: 'σ, the eigenvalue that all are made equal to: the smallest, the middle one, the mean',
      defaultValue: 'min',
      range: 'min, median, rmse',
    },
  ],
  departures: [
    'pᵢ = 1/K as in the paper and TorchJD 0.17; LibMTL has 1.',
    'Which eigenvalues are 0 is decided by the cosines between gradients, not by the eigenvalues’ size, so that a short gradient is not taken for a dependent one.',
    'Where gradients cancel the update is 0, the limit of the rule; dropping the eigenvalue 0 would push a task uphill.',
  ],
};
