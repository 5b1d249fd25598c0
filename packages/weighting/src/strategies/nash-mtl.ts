import { power as powerOf, type Balancer, type GradientStats, type OptionsOf, optionsSchema } from '@equipoise/core';

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
import { fairPoint } from '../math/fair-point.ts';
import { entryOrZero, filled } from '../math/matrix.ts';

/** Options of {@link nashMtl}. */
export const nashMtlOptions = optionsSchema('nash-mtl', {
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link nashMtl}. */
export type NashMtlOptions = OptionsOf<typeof nashMtlOptions>;

/**
 * Nash-MTL: finds the Nash bargaining solution, the update that maximises the product of the loss decreases.
 *
 *     (Gw)ᵢ = 1/wᵢ, w > 0     so  d maximises Σᵢ log gᵢ·d among updates of its length, and |d| = √K
 *
 * G is the Gramian. Solved by Newton's method on the normalised gradients: scaling a gradient divides its weight by the same factor and does not
 * change the update. A task whose gradient is 0 is left out and weighs 0; tasks whose gradients cancel have no
 * solution: they get cancelling weights, and the others bargain in the directions orthogonal to them. Both have the status `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see A. Navon, A. Shamsian, I. Achituve, H. Maron, K. Kawaguchi, G. Chechik, E. Fetaya. Multi-Task Learning as a Bargaining
 *   Game. ICML 2022. https://arxiv.org/abs/2202.01017
 */
export function nashMtl(options: NashMtlOptions = {}): Balancer<GramianRuleState, GradientStats> {
  return gramianRule(nashMtlOptions, options, (gradients) => bargain(gradients, 1), { holdsPriorities: true });
}

/**
 * The rule of {@link nashMtl} and of α-fairness.
 *
 *     (Gw)ᵢ = wᵢ^(−1/α)     with z = nw:  (Cz)ᵢ = nᵢ^(1/α − 1) · zᵢ^(−1/α)
 *
 * @param gradients - What a batch tells of the gradients.
 * @param alpha - α, above 0.
 */
export function bargain(gradients: Gradients, alpha: number): Ruling {
  const { cosines, norms, preference } = withoutZeroGradients(gradients);
  if (norms.length === 0) return { weights: filled(gradients.norms.length, 0), status: 'degenerate' };
  const power = 1 / alpha;
  const unit = Math.exp(norms.reduce((total, length) => total + Math.log(length), 0) / norms.length);
  // In units of one length: large powers stay finite.
  const shares = norms.map(
    (length, task) => powerOf(length / unit, power - 1) * powerOf(entryOrZero(preference, task), power),
  );
  const { point, cancelled, solved } = fairPoint({ cosines, shares, power });
  const scale = powerOf(unit, -2 / (1 + power));
  const weights = point.map((value, task) => (value / (entryOrZero(norms, task) / unit)) * scale);
  const degenerate = cancelled || norms.length < gradients.norms.length;
  return { weights: scatter(gradients, weights), status: !solved ? 'fallback' : degenerate ? 'degenerate' : 'solved' };
}

/** Card of {@link nashMtl}, for the docs and the command line. */
export const nashMtlCard: StrategyCard = {
  title: 'Nash-MTL',
  summary: 'Finds the Nash bargaining solution, the update that maximises the product of the loss decreases.',
  formula: '(Gw)ᵢ = 1/wᵢ, w > 0',
  paper: 'Multi-Task Learning as a Bargaining Game',
  authors: 'A. Navon, A. Shamsian, I. Achituve, H. Maron, K. Kawaguchi, G. Chechik, E. Fetaya',
  venue: 'ICML',
  year: 2022,
  link: 'https://arxiv.org/abs/2202.01017',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD; the authors’ code multiplies them by the weights.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling one gradient does not change the update.',
    'The update conflicts with no task. The norm of the update is √K.',
  ],
  options: nashMtlOptions,
  departures: [
    'The equation is solved to 10⁻⁷ or better. The authors’ code and LibMTL solve a few convex programs with a solver that may be missing; then every task silently weighs 1.',
    'The update is not clipped; the authors’ code clips it to norm 1.',
    'The weights are recomputed for every batch; `psmgd(inner=nash-mtl)` recomputes them periodically.',
    'Cancelling gradients have no solution: their tasks get cancelling weights, and the others bargain in the directions orthogonal to them.',
  ],
};
