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
import { entryOrZero, filled } from '../math/matrix.ts';

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
 * `'degenerate'`); if the directions cancel, the update is 0.
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
  const { cosines, norms, preference } = withoutZeroGradients(gradients);
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
  const degenerate = zero || norms.length < gradients.norms.length;
  return {
    weights: scatter(
      gradients,
      parts.map((part) => part / total),
    ),
    status: !solved ? 'fallback' : degenerate ? 'degenerate' : 'solved',
  };
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
