import { type Balancer, type GradientStats, type OptionsOf, optionsSchema } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { preferenceOption } from '../preference.ts';
import {
  type Gradients,
  gramianRule,
  type GramianRuleState,
  type Ruling,
  statusNearCancelling,
} from '../gramian-rule.ts';
import { oneByOne, projectOntoDualCone } from '../math/dual-cone.ts';
import { entryOrZero, largest } from '../math/matrix.ts';

/** Options of {@link upgrad}. */
export const upgradOptions = optionsSchema('upgrad', {
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link upgrad}. */
export type UpgradOptions = OptionsOf<typeof upgradOptions>;

/**
 * Unconflicting projection of gradients: projects each gradient onto the updates that conflict with no task, and
 * averages the projections.
 *
 *     w = 1/K · Σᵢ argmin { vᵀGv : v ≥ eᵢ }
 *
 * G is the Gramian and eᵢ is 1 for task i and 0 for the others. The projections are exact, whatever the lengths of the gradients: the update conflicts with no task. Without conflicts the weights are 1/K. A zero gradient does not affect the
 * other tasks. Where gradients cancel the updates that conflict with no task have no inside, and the projections jump: the status is
 * `'degenerate'` where only rounding tells.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see P. Quinton, V. Rey. Jacobian Descent for Multi-Objective Optimization. 2024. https://arxiv.org/abs/2406.16232
 */
export function upgrad(options: UpgradOptions = {}): Balancer<GramianRuleState, GradientStats> {
  return gramianRule(upgradOptions, options, projectEach, { holdsPriorities: true });
}

function projectEach(gradients: Gradients): Ruling {
  const { cosines, norms, preference } = gradients;
  const longest = largest(norms);
  const shares = preference.map((share) => share / norms.length);
  const parts = norms.map((length, task) => (longest > 0 ? (length / longest) * entryOrZero(shares, task) : 0));
  const { correction, solved } = projectOntoDualCone(cosines, oneByOne(parts));
  const weights = parts.map(
    (part, task) => (part > 0 ? 1 + entryOrZero(correction, task) / part : 1) * entryOrZero(shares, task),
  );
  return { weights, status: statusNearCancelling(gradients, solved ? 'solved' : 'fallback') };
}

/** Card of {@link upgrad}, for the docs and the command line. */
export const upgradCard: StrategyCard = {
  title: 'Unconflicting projection of gradients (UPGrad)',
  summary: 'Projects each gradient onto the updates that conflict with no task, and averages the projections.',
  formula: 'w = 1/K · Σᵢ argmin { vᵀGv : v ≥ eᵢ }',
  paper: 'Jacobian Descent for Multi-Objective Optimization',
  authors: 'P. Quinton, V. Rey',
  venue: 'arXiv',
  year: 2024,
  link: 'https://arxiv.org/abs/2406.16232',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in the authors’ code (TorchJD).',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'The update conflicts with no task: gᵢ·d ≥ 0 for every task.',
    'The update is linear in the scale of each gradient. Without conflicts it is the average gradient.',
  ],
  options: upgradOptions,
  departures: [
    'The projections are exact. TorchJD 0.17 and LibMTL add 10⁻⁴ to the Gramian divided by its trace, which makes the update conflict with tasks when gradients differ in length, and return the plain mean for short gradients.',
    'When several weights give the same projection, those that add least to what is projected are taken.',
  ],
};
