import { type Balancer, type GradientStats, optionsSchema } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import type { NoOptions } from '../options.ts';
import {
  type Gradients,
  gramianOf,
  gramianRule,
  type GramianRuleState,
  withoutZeroGradients,
  type Ruling,
  scatter,
} from '../gramian-rule.ts';
import { type Factor, pivotedCholesky } from '../math/cholesky.ts';
import { pseudoSolve } from '../math/pseudo-inverse.ts';
import { cancellingWeights } from '../math/hull.ts';
import { entryOrZero, filled, type Vector } from '../math/matrix.ts';

const sumTolerance = 1e-10;

/** Options of {@link imtlG}: none. */
const imtlGOptions = optionsSchema('imtl-g', {});

/**
 * Impartial gradients: finds the update with equal projections onto all normalised task gradients.
 *
 *     d·gᵢ/nᵢ equal for all i and Σᵢ wᵢ = 1:     w = G⁺n / Σ(G⁺n)
 *
 * G is the Gramian, n the gradient norms (roots of its diagonal), G⁺ the pseudo-inverse. Weights may be negative. A task whose gradient
 * is 0 is left out and weighs 0. Where gradients cancel (some weights ≥ 0 give d = 0) the weights are those that cancel. Both
 * have the status `'degenerate'`.
 *
 * Departure from the paper: where Σ(G⁺n) is below 0, dividing by it would give an update that conflicts with every task; the
 * sign is flipped (status `'degenerate'`, and Σᵢ wᵢ = −1).
 *
 * @see L. Liu, Y. Li, Z. Kuang, J.-H. Xue, Y. Chen, W. Yang, Q. Liao, W. Zhang. Towards Impartial Multi-task Learning. ICLR
 *   2021. https://openreview.net/forum?id=IMPnRXEWpvr
 */
export function imtlG(options: NoOptions = {}): Balancer<GramianRuleState, GradientStats> {
  return gramianRule(imtlGOptions, options, impartial);
}

function impartial(gradients: Gradients): Ruling {
  const reduced = withoutZeroGradients(gradients);
  const count = gradients.norms.length;
  if (reduced.norms.length === 0) return { weights: filled(count, 1 / count), status: 'degenerate' };
  const factor = pivotedCholesky(reduced.cosines);
  const cancelling = cancellingWeights(reduced.cosines, factor);
  const solution = cancelling ? perLength(cancelling, reduced.norms) : equalProjections(reduced, factor);
  const total = solution.reduce((sum, weight) => sum + weight, 0);
  const size = solution.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const scale = Math.abs(total) > sumTolerance * size ? Math.abs(total) : size;
  const plain = !cancelling && !reduced.nearlyDependent && total === scale && reduced.norms.length === count;
  return {
    weights: scatter(
      gradients,
      solution.map((weight) => weight / scale),
    ),
    status: plain ? 'solved' : 'degenerate',
  };
}

function equalProjections(gradients: Gradients, factor: Factor): Vector {
  const { cosines, norms } = gradients;
  const even = pseudoSolve(cosines, filled(norms.length, 1), factor);
  if (even.rank === norms.length) return perLength(even.solution, norms);
  const most = norms.reduce((longest, length) => Math.max(longest, length));
  const relative = { ...gradients, norms: norms.map((norm) => norm / most) };
  return pseudoSolve(gramianOf(relative), relative.norms).solution;
}

function perLength(shares: Vector, lengths: Vector): Vector {
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  return shares.map((share, task) => (share * shortest) / entryOrZero(lengths, task));
}

/** Card of {@link imtlG}, for the docs and the command line. */
export const imtlGCard: StrategyCard = {
  title: 'Impartial multi-task learning, gradients (IMTL-G)',
  summary: 'Finds the update with equal projections onto all normalised task gradients.',
  formula: 'd·gᵢ/nᵢ equal for all i and Σᵢ wᵢ = 1:  w = G⁺n / Σ(G⁺n)',
  paper: 'Towards Impartial Multi-task Learning',
  authors: 'L. Liu, Y. Li, Z. Kuang, J.-H. Xue, Y. Chen, W. Yang, Q. Liao, W. Zhang',
  venue: 'ICLR',
  year: 2021,
  link: 'https://openreview.net/forum?id=IMPnRXEWpvr',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD; the code of Nash-MTL’s authors multiplies them by the weights.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling one gradient does not change the direction of the update, unless gradients depend on each other.',
    'Scaling all gradients by the same constant does not change the weights. Weights may be negative.',
  ],
  options: imtlGOptions,
  departures: [
    'Only the gradient part; the loss part is `imtl-l`. LibMTL’s IMTL is both combined.',
    'Uses the pseudo-inverse as in TorchJD 0.17, but of the normalised Gramian and without an absolute tolerance. The closed form of the paper and LibMTL fails for one task, a zero gradient or equal gradients.',
    'Where gradients cancel the update is 0; the pseudo-inverse would conflict with a task.',
    'Where Σ(G⁺n) < 0 the update of the definition conflicts with every task; here the sign is flipped, and Σᵢ wᵢ = −1.',
  ],
};
