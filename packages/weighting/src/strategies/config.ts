import { type Balancer, type GradientStats, type OptionsOf, optionsSchema } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { preferenceOption } from '../preference.ts';
import {
  type Gradients,
  gramianRule,
  type GramianRuleState,
  withoutZeroGradients,
  type Ruling,
  scatter,
} from '../gramian-rule.ts';
import { type Factor, pivotedCholesky } from '../math/cholesky.ts';
import { pseudoSolve } from '../math/pseudo-inverse.ts';
import { cancellingWeights } from '../math/hull.ts';
import { entryOrZero, dot, filled, multiply, quadratic, type Vector } from '../math/matrix.ts';

/** Options of {@link config}. */
export const configOptions = optionsSchema('config', {
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link config}. */
export type ConfigOptions = OptionsOf<typeof configOptions>;

/**
 * Conflict-free inverse gradients: steps along the direction with the same angle to all task gradients, as far as the
 * sum of their projections.
 *
 *     x = C⁺1     ĝ = Σᵢ xᵢuᵢ / |Σᵢ xᵢuᵢ|     d = (Σᵢ gᵢ·ĝ) ĝ     wᵢ = (Σⱼ gⱼ·ĝ) · xᵢ / (|Σⱼ xⱼuⱼ| nᵢ)
 *
 * C holds the cosines between the gradients and uᵢ = gᵢ/nᵢ. Weights may be negative. A task whose gradient is 0 is left out and
 * weighs 0. Where gradients cancel (some weights ≥ 0 give d = 0) the weights are the limit of the rule, and d is 0. Both have the
 * status `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Q. Liu, M. Chu, N. Thuerey. ConFIG: Towards Conflict-free Training of Physics Informed Neural Networks. ICLR 2025.
 *   https://arxiv.org/abs/2408.11104
 */
export function config(options: ConfigOptions = {}): Balancer<GramianRuleState, GradientStats> {
  return gramianRule(configOptions, options, conflictFree, { holdsPriorities: true });
}

/**
 * The rule of {@link config}.
 *
 * @param gradients - What a batch tells of the gradients.
 */
export function conflictFree(gradients: Gradients): Ruling {
  const reduced = withoutZeroGradients(gradients);
  const count = reduced.norms.length;
  if (count === 0) return { weights: filled(gradients.norms.length, 1), status: 'degenerate' };
  const factor = pivotedCholesky(reduced.cosines);
  const cancelling = cancellingWeights(reduced.cosines, factor);
  const shares = cancelling ? limit(cancelling, reduced.norms) : anglesByPreference(reduced, factor);
  const weights = shares.map((share, task) => share / entryOrZero(reduced.norms, task));
  return {
    weights: scatter(gradients, weights),
    status: cancelling || reduced.nearlyDependent || count < gradients.norms.length ? 'degenerate' : 'solved',
  };
}

function anglesByPreference({ cosines, norms, preference }: Gradients, factor: Factor): Vector {
  const { solution } = pseudoSolve(cosines, preference, factor);
  const projected = dot(norms, multiply(cosines, solution)) / quadratic(cosines, solution);
  return solution.map((share) => share * projected);
}

/** As gradients approach cancellation, x grows along the cancelling weights z, and wᵢnᵢ tends to Σⱼ nⱼ · zᵢ (1·z)/|z|² for one such z. */
function limit(cancelling: Vector, lengths: Vector): Vector {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const sum = cancelling.reduce((all, share) => all + share, 0);
  return cancelling.map((share) => (share * total) / sum);
}

/** Card of {@link config}, for the docs and the command line. */
export const configCard: StrategyCard = {
  title: 'Conflict-free inverse gradients (ConFIG)',
  summary:
    'Steps along the direction with the same angle to all task gradients, as far as the sum of their projections.',
  formula: 'x = C⁺1;  ĝ = Σᵢ xᵢgᵢ/nᵢ, normalised;  d = (Σᵢ gᵢ·ĝ) ĝ',
  paper: 'ConFIG: Towards Conflict-free Training of Physics Informed Neural Networks',
  authors: 'Q. Liu, M. Chu, N. Thuerey',
  venue: 'ICLR',
  year: 2025,
  link: 'https://arxiv.org/abs/2408.11104',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in TorchJD. The authors’ networks have no heads: their update is of all parameters.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling one gradient does not change the direction of the update; its length is linear in the scale.',
    'Weights may be negative.',
  ],
  options: configOptions,
  departures: [
    'Uses the pseudo-inverse of the cosine matrix with a relative tolerance; same solutions as the pseudo-inverse of the normalised gradients in the authors’ code and TorchJD 0.17.',
    'Where gradients cancel the update is 0; the plain pseudo-inverse returns rounding errors there.',
    'Only the authors’ default weights (equal angles) and length (sum of projections). The momentum variant is `m-config`.',
  ],
};
