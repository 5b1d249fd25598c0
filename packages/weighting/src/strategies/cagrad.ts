import { type Balancer, type GradientStats, choice, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { preferenceOption } from '../preference.ts';
import { gramianRule, type GramianRuleState, type Gradients, type Ruling, shortestMix } from '../gramian-rule.ts';
import { aversePoint } from '../math/averse-point.ts';
import { projectOntoDualCone } from '../math/dual-cone.ts';
import { entryOrZero, largest, quadratic, type Vector } from '../math/matrix.ts';
import { sum } from '../math/per-task.ts';
import { projectMean } from './dualproj.ts';

/** Options of {@link cagrad}. */
export const cagradOptions = optionsSchema('cagrad', {
  /** c, at least 0: the largest distance of the update from the average gradient, relative to its norm. From 1 on the update conflicts with no task. */
  c: number({
    default: 0.5,
    min: 0,
    meaning: 'largest distance from the average gradient, relative to its norm',
    search: [0.1, 1],
  }),
  /** What the update is divided by: nothing, 1 + c, or 1 + c². */
  rescale: choice(['none', 'linear', 'square'], {
    default: 'none',
    meaning: 'what the update is divided by: nothing, 1 + c, 1 + c²',
  }),
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link cagrad}. */
export type CagradOptions = OptionsOf<typeof cagradOptions>;

const roundingTolerance = 1e-14;

/**
 * Conflict-averse gradient descent: maximises the smallest loss decrease of any task, among the updates near the average
 * gradient.
 *
 *     maximise minᵢ gᵢ·d     over |d − g₀| ≤ c|g₀|     g₀ = 1/K · Σᵢ gᵢ
 *     d = g₀ + (c|g₀| / |gᵥ|) gᵥ     gᵥ = Σᵢ vᵢgᵢ     v = argmin g₀·gᵥ + c|g₀||gᵥ| over vᵢ ≥ 0 with Σᵢ vᵢ = 1
 *
 * The maximum is exact: the update nearest to g₀ with gᵢ·d ≥ h for all i is piecewise linear in h, and
 * h is such that its distance is c|g₀|. Where gᵥ is 0 the maximum is 0 and not unique; the update nearest to the mean is taken (status
 * `'degenerate'`, also where only rounding tells). With c below 1 the update may conflict with a task.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see B. Liu, X. Liu, X. Jin, P. Stone, Q. Liu. Conflict-Averse Gradient Descent for Multi-task Learning. NeurIPS 2021.
 *   https://arxiv.org/abs/2110.14048
 */
export function cagrad(options: CagradOptions = {}): Balancer<GramianRuleState, GradientStats> {
  const { c, rescale } = cagradOptions.read(options);
  const divisor = { none: 1, linear: 1 + c, square: 1 + c ** 2 }[rescale];
  const rule = (gradients: Gradients): Ruling => {
    const { weights, status = 'solved' } = averse(gradients, c);
    return { weights: Array.from(weights, (weight) => weight / divisor), status };
  };
  return gramianRule(cagradOptions, options, rule, { holdsPriorities: true });
}

function averse(gradients: Gradients, c: number): Ruling {
  const { cosines, norms, preference, rounding } = gradients;
  const mean = preference.map((share) => share / norms.length);
  const longest = largest(norms);
  if (c === 0 || longest === 0) return { weights: mean, status: c === 0 ? 'solved' : 'degenerate' };
  const shares = norms.map((length, task) => (length / longest) * entryOrZero(mean, task));
  const square = quadratic(cosines, shares);
  if (square <= roundingTolerance * sum(shares) ** 2) return { weights: mean, status: 'degenerate' };
  const mix = rounding.lost > 0 ? shortestMix(gradients) : 1;
  const { added, cancelled, solved } = aversePoint({
    cosines,
    norms,
    mean: shares,
    reach: c * Math.sqrt(square),
    cancels: mix < rounding.rank,
  });
  if (!solved) return { ...projectMean(gradients), status: 'fallback' };
  const weights = mean.map((weight, task) =>
    entryOrZero(added, task) > 0 ? weight + (entryOrZero(added, task) * longest) / entryOrZero(norms, task) : weight,
  );
  if (cancelled) return { weights, status: 'degenerate' };
  const pull = quadratic(cosines, added); // |Σ zᵢuᵢ|², whose direction the update takes beside g₀.
  const status = mix < rounding.lost || pull < rounding.lost * sum(added) ** 2 ? 'degenerate' : 'solved';
  return c < 1 ? { weights, status } : { status, ...harmless(gradients, weights) };
}

/**
 * The nearest weights whose update conflicts with no task. For c ≥ 1 this removes the rounding errors of the search, which matter
 * for short gradients next to long ones that cancel.
 */
function harmless({ cosines, norms }: Gradients, weights: Vector): Ruling {
  const longest = largest(norms);
  const parts = norms.map((length, task) => (length / longest) * entryOrZero(weights, task));
  const { correction, solved } = projectOntoDualCone(cosines, [parts]);
  return {
    weights: weights.map((weight, task) =>
      entryOrZero(correction, task) > 0
        ? weight + (entryOrZero(correction, task) * longest) / entryOrZero(norms, task)
        : weight,
    ),
    ...(solved ? {} : { status: 'fallback' }),
  };
}

/** Card of {@link cagrad}, for the docs and the command line. */
export const cagradCard: StrategyCard = {
  title: 'Conflict-averse gradient descent (CAGrad)',
  summary: 'Maximises the smallest loss decrease of any task, among the updates near the average gradient.',
  formula: 'maximise minᵢ gᵢ·d over |d − g₀| ≤ c|g₀|;  g₀ = 1/K · Σᵢ gᵢ',
  paper: 'Conflict-Averse Gradient Descent for Multi-task Learning',
  authors: 'B. Liu, X. Liu, X. Jin, P. Stone, Q. Liu',
  venue: 'NeurIPS',
  year: 2021,
  link: 'https://arxiv.org/abs/2110.14048',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in the authors’ code, LibMTL and TorchJD.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights. Scaling one does.',
    'With c = 0 the update is the average gradient; with c ≥ 1 it conflicts with no task.',
  ],
  options: cagradOptions,
  departures: [
    'The maximum is exact. SLSQP, in the authors’ code and LibMTL, does not leave its starting point, the mean, when gradient norms are 10⁻³ or less.',
    'Not rescaled by default, as in the paper and TorchJD 0.17; the authors’ code and LibMTL divide by 1 + c² by default (`rescale: square`).',
    'For c ≥ 1 the result is projected onto the updates that conflict with no task, which removes rounding errors.',
    'Where gradients cancel within reach the update nearest to the mean that conflicts with no task is taken; the formula divides 0 by 0. For c < 1 that may be out of reach, and cancelling gradients still conflict with it.',
  ],
};
