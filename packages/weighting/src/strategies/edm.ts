import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions, type NoOptions } from '../options.ts';
import {
  type Gradients,
  gramianRule,
  type GramianRuleState,
  onlyMoving,
  type Ruling,
  spread,
} from '../gramian-rule.ts';
import { shortestInHull } from '../math/hull.ts';
import { at, filled } from '../math/matrix.ts';

/**
 * Equiangular direction: the shortest vector in the convex hull of the gradients' directions, so that no task leads because
 * its gradient is long.
 *
 *     β = argmin |Σᵢ βᵢuᵢ|² over βᵢ ≥ 0 with Σᵢ βᵢ = 1     uᵢ = gᵢ/nᵢ     wᵢ = (βᵢ/nᵢ) / Σⱼ (βⱼ/nⱼ)
 *
 * For two tasks the update bisects the angle between the gradients. A task whose gradient is 0 is left out and weighs 0 (status
 * `'degenerate'`); where the directions cancel the update is 0.
 *
 * @see A. Katrutsa, D. Merkulov, N. Tursynbek, I. Oseledets. Follow the bisector: a simple method for multi-objective
 *   optimization. 2020. https://arxiv.org/abs/2007.06937
 */
export function edm(options: NoOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('edm', options, edmCard);
  return gramianRule('edm', bisector);
}

/**
 * The rule of {@link edm}.
 *
 * @param gradients - What a batch tells of the gradients.
 */
export function bisector(gradients: Gradients): Ruling {
  const { cosines, lengths } = onlyMoving(gradients);
  if (lengths.length === 0) {
    return { weights: filled(gradients.lengths.length, 1 / gradients.lengths.length), status: 'degenerate' };
  }
  const { weights: shares, zero, solved } = shortestInHull(cosines, filled(lengths.length, 1));
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  const parts = shares.map((share, task) => (share * shortest) / at(lengths, task));
  const total = parts.reduce((sum, part) => sum + part, 0);
  const degenerate = zero || lengths.length < gradients.lengths.length;
  return {
    weights: spread(
      gradients,
      parts.map((part) => part / total),
    ),
    status: !solved ? 'fallback' : degenerate ? 'degenerate' : 'solved',
  };
}

/** What to know of {@link edm}. */
export const edmCard: StrategyCard = {
  title: 'Equiangular direction method (EDM)',
  summary: 'Goes along the bisector of the gradients’ directions, however long the gradients are.',
  formula: 'β = argmin |Σᵢ βᵢgᵢ/nᵢ|² over βᵢ ≥ 0 with Σᵢ βᵢ = 1;  wᵢ = (βᵢ/nᵢ) / Σⱼ (βⱼ/nⱼ)',
  paper: 'Follow the bisector: a simple method for multi-objective optimization',
  authors: 'A. Katrutsa, D. Merkulov, N. Tursynbek, I. Oseledets',
  venue: 'arXiv',
  year: 2020,
  link: 'https://arxiv.org/abs/2007.06937',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Multiplying one gradient by a constant leaves the direction of the update as it is.',
    'No task is pushed uphill. For two tasks the update is that of `imtl-g`.',
  ],
  options: [],
  departures: [
    'The minimum is exact; the authors iterate.',
    'A task with a zero gradient is left out. In other code it makes the whole shared update 0.',
  ],
};
