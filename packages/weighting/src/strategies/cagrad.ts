import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { gramianRule, type GramianRuleState, type Gradients, type Ruling } from '../gramian-rule.ts';
import { aversePoint } from '../math/averse-point.ts';
import { projectOntoDualCone } from '../math/dual-cone.ts';
import { at, filled, largest, quadratic, type Vector } from '../math/matrix.ts';
import { sum } from '../math/per-task.ts';
import { checkNonNegative, checkOptions, checkWord } from '../options.ts';
import { projectMean } from './dualproj.ts';

/** What {@link cagrad} can be told. */
export interface CagradOptions {
  /**
   * c, at least 0: how far the update may be from the mean of the gradients, in lengths of the mean. From 1 on no task is pushed
   * uphill.
   *
   * @defaultValue 0.5
   */
  readonly c?: number;
  /**
   * What the update is divided by: nothing, 1 + c, or 1 + c².
   *
   * @defaultValue 'none'
   */
  readonly rescale?: 'none' | 'linear' | 'square';
}

const roundingTolerance = 1e-14;

/**
 * Conflict-averse gradient descent: of all updates near the mean of the gradients, takes the one that helps the worst-off task most.
 *
 *     maximise minᵢ gᵢ·d     over |d − g₀| ≤ c|g₀|     g₀ = 1/K · Σᵢ gᵢ
 *     d = g₀ + (c|g₀| / |gᵥ|) gᵥ     gᵥ = Σᵢ vᵢgᵢ     v = argmin g₀·gᵥ + c|g₀||gᵥ| over vᵢ ≥ 0 with Σᵢ vᵢ = 1
 *
 * The maximum is found exactly: the update nearest to g₀ with gᵢ·d ≥ h for all i is linear in h as long as the same tasks are helped, and
 * h is such that its distance is c|g₀|. Where gᵥ is 0 many updates help the worst-off task by 0; the one nearest to the mean is taken (status
 * `'degenerate'`). With c below 1 a task may be pushed uphill.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see B. Liu, X. Liu, X. Jin, P. Stone, Q. Liu. Conflict-Averse Gradient Descent for Multi-task Learning. NeurIPS 2021.
 *   https://arxiv.org/abs/2110.14048
 */
export function cagrad(options: CagradOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('cagrad', options, cagradCard);
  const { c = 0.5, rescale = 'none' } = options;
  checkNonNegative({ owner: 'cagrad', option: 'c', value: c });
  checkWord({ owner: 'cagrad', option: 'rescale', value: rescale }, ['none', 'linear', 'square']);
  const divisor = { none: 1, linear: 1 + c, square: 1 + c ** 2 }[rescale];
  return gramianRule('cagrad', (gradients) => {
    const { weights, status = 'solved' } = averse(gradients, c);
    return { weights: Array.from(weights, (weight) => weight / divisor), status };
  });
}

function averse(gradients: Gradients, c: number): Ruling {
  const { cosines, lengths } = gradients;
  const mean = filled(lengths.length, 1 / lengths.length);
  const longest = largest(lengths);
  if (c === 0 || longest === 0) return { weights: mean, status: c === 0 ? 'solved' : 'degenerate' };
  const shares = lengths.map((length) => length / longest / lengths.length);
  const square = quadratic(cosines, shares);
  if (square <= roundingTolerance * sum(shares) ** 2) return { weights: mean, status: 'degenerate' };
  const { added, cancelled, solved } = aversePoint({ cosines, lengths, mean: shares, reach: c * Math.sqrt(square) });
  if (!solved) return { ...projectMean(gradients), status: 'fallback' };
  const weights = mean.map((weight, task) =>
    at(added, task) > 0 ? weight + (at(added, task) * longest) / at(lengths, task) : weight,
  );
  if (cancelled) return { weights, status: 'degenerate' };
  return c < 1 ? { weights } : harmless(gradients, weights);
}

/**
 * The nearest weights that push no task uphill. Those of c ≥ 1 push none but for the rounding of the search, which short gradients would
 * feel beside long ones that cancel.
 */
function harmless({ cosines, lengths }: Gradients, weights: Vector): Ruling {
  const longest = largest(lengths);
  const parts = lengths.map((length, task) => (length / longest) * at(weights, task));
  const { correction, solved } = projectOntoDualCone(cosines, [parts]);
  return {
    weights: weights.map((weight, task) =>
      at(correction, task) > 0 ? weight + (at(correction, task) * longest) / at(lengths, task) : weight,
    ),
    status: solved ? 'solved' : 'fallback',
  };
}

/** What to know of {@link cagrad}. */
export const cagradCard: StrategyCard = {
  title: 'Conflict-averse gradient descent (CAGrad)',
  summary: 'Of all updates near the mean of the gradients, takes the one that helps the worst-off task most.',
  formula: 'maximise minᵢ gᵢ·d over |d − g₀| ≤ c|g₀|;  g₀ = 1/K · Σᵢ gᵢ',
  paper: 'Conflict-Averse Gradient Descent for Multi-task Learning',
  authors: 'B. Liu, X. Liu, X. Jin, P. Stone, Q. Liu',
  venue: 'NeurIPS',
  year: 2021,
  link: 'https://arxiv.org/abs/2110.14048',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Multiplying every gradient by one constant changes nothing. Multiplying one does.',
    'With c = 0 the update is the mean of the gradients; with c ≥ 1 no task is pushed uphill.',
  ],
  options: [
    { name: 'c', meaning: 'how far from the mean, in lengths of the mean', defaultValue: '0.5', range: 'at least 0' },
    {
      name: 'rescale',
      meaning: 'what the update is divided by: nothing, 1 + c, 1 + c²',
      defaultValue: 'none',
      range: 'none, linear, square',
    },
  ],
  departures: [
    'The maximum is exact. SLSQP, in the authors’ code and LibMTL, stays at its start, the mean, when gradients are of length 10⁻³ or less.',
    'Not rescaled by default, as in the paper and TorchJD 0.17; the authors’ code and LibMTL divide by 1 + c² by default (`rescale: square`).',
    'For c ≥ 1 the answer is projected onto the updates that push no task uphill, which it is one of but for rounding.',
    'Where gradients cancel within reach the update nearest to the mean that pushes no task uphill is taken; the formula divides 0 by 0. For c < 1 that may be out of reach, and cancelling gradients still push a task uphill.',
  ],
};
