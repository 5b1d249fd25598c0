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
import { shortestInHull } from '../math/hull.ts';
import { block, entryOrZero, filled, largest, multiply, type Vector } from '../math/matrix.ts';
import { cleanCosines } from '../math/near-dependence.ts';

/** Options of {@link edm}. */
export const edmOptions = optionsSchema('edm', {
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link edm}. */
export type EdmOptions = OptionsOf<typeof edmOptions>;

/**
 * Equiangular direction method: steps along the angle bisector of the normalised task gradients. It does not depend on
 * the lengths of the gradients.
 *
 *     β = argmin |Σᵢ βᵢuᵢ|² over βᵢ ≥ 0 with Σᵢ βᵢ = 1     uᵢ = gᵢ/nᵢ     wᵢ = (βᵢ/nᵢ) / Σⱼ (βⱼ/nⱼ)
 *
 * For two tasks the update bisects the angle between the gradients. A task whose gradient is 0 is left out and weighs 0 (status
 * `'degenerate'`); if the directions cancel, the update is 0. Where several β are the minimum, as for gradients of one direction and several
 * lengths, the length of the update is not unique (status `'degenerate'`).
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see A. Katrutsa, D. Merkulov, N. Tursynbek, I. Oseledets. Follow the bisector: a simple method for multi-objective
 *   optimization. 2020. https://arxiv.org/abs/2007.06937
 */
export function edm(options: EdmOptions = {}): Balancer<GramianRuleState, GradientStats> {
  return gramianRule(edmOptions, options, bisector, { holdsPriorities: true });
}

/**
 * The rule of {@link edm}.
 *
 * @param gradients - What a batch tells of the gradients.
 */
export function bisector(gradients: Gradients): Ruling {
  const reduced = withoutZeroGradients(gradients);
  const { cosines, norms, preference } = reduced;
  if (norms.length === 0) {
    return { weights: filled(gradients.norms.length, 1 / gradients.norms.length), status: 'degenerate' };
  }
  const {
    weights: shares,
    zero,
    solved,
  } = shortestInHull(
    cosines,
    preference.map((share) => 1 / share),
  );
  const shortest = norms.reduce((least, length) => Math.min(least, length));
  const parts = shares.map(
    (share, task) => (share * shortest) / (entryOrZero(norms, task) * entryOrZero(preference, task)),
  );
  const total = parts.reduce((sum, part) => sum + part, 0);
  const degenerate = zero || norms.length < gradients.norms.length || isAmbiguous(reduced, shares);
  return {
    weights: scatter(
      gradients,
      parts.map((part) => part / total),
    ),
    status: !solved ? 'fallback' : degenerate ? 'degenerate' : 'solved',
  };
}

/** Whether several shares make the bisector of gradients of several lengths, or only rounding tells that they do not. */
function isAmbiguous({ cosines, norms, preference, rounding }: Gradients, shares: Vector): boolean {
  if (rounding.lost === 0) return false;
  const divided = (values: Vector): Vector => values.map((value, task) => value / entryOrZero(preference, task));
  const products = divided(multiply(cosines, divided(shares)));
  const least = Math.min(...products);
  const touching = [...products.keys()].filter((task) => entryOrZero(products, task) - least <= rounding.lost);
  const lengths = touching.map((task) => entryOrZero(norms, task) * entryOrZero(preference, task));
  if (largest(lengths) - Math.min(...lengths) <= rounding.rank * largest(lengths)) return false;
  return cleanCosines(block(cosines, touching), rounding).nearlyDependent;
}

/** Card of {@link edm}, for the docs and the command line. */
export const edmCard: StrategyCard = {
  title: 'Equiangular direction method (EDM)',
  summary: 'Steps along the angle bisector of the normalised task gradients.',
  formula: 'β = argmin |Σᵢ βᵢgᵢ/nᵢ|² over βᵢ ≥ 0 with Σᵢ βᵢ = 1;  wᵢ = (βᵢ/nᵢ) / Σⱼ (βⱼ/nⱼ)',
  paper: 'Follow the bisector: a simple method for multi-objective optimization',
  authors: 'A. Katrutsa, D. Merkulov, N. Tursynbek, I. Oseledets',
  venue: 'arXiv',
  year: 2020,
  link: 'https://arxiv.org/abs/2007.06937',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD for rules of this kind; the paper is about the shared parameters.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling one gradient does not change the direction of the update.',
    'The update conflicts with no task. For two tasks the update is that of `imtl-g`.',
  ],
  options: edmOptions,
  departures: [
    'The minimum is exact; the authors iterate.',
    'A task with a zero gradient is left out; in other implementations it makes the whole shared update 0.',
  ],
};
