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
import { projectOntoDualCone } from '../math/dual-cone.ts';
import { entryOrZero, largest } from '../math/matrix.ts';

/** Options of {@link dualproj}. */
export const dualprojOptions = optionsSchema('dualproj', {
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link dualproj}. */
export type DualprojOptions = OptionsOf<typeof dualprojOptions>;

/**
 * Dual projection: projects the average gradient onto the updates that conflict with no task.
 *
 *     w = argmin { vᵀGv : vᵢ ≥ 1/K }     so  d = argmin |d − mean(g)| with gᵢ·d ≥ 0 for all i
 *
 * G is the Gramian. The projection is exact, whatever the lengths of the gradients. Where the mean conflicts with no task
 * the weights are 1/K. Where gradients cancel the projection jumps: the status is `'degenerate'` where only rounding tells.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see D. Lopez-Paz, M. Ranzato. Gradient Episodic Memory for Continual Learning. NeurIPS 2017.
 *   https://arxiv.org/abs/1706.08840
 */
export function dualproj(options: DualprojOptions = {}): Balancer<GramianRuleState, GradientStats> {
  return gramianRule(dualprojOptions, options, projectMean, { holdsPriorities: true });
}

/**
 * The rule of {@link dualproj}.
 *
 * @param gradients - What a batch tells of the gradients.
 */
export function projectMean(gradients: Gradients): Ruling {
  const { cosines, norms, preference } = gradients;
  const longest = largest(norms);
  const shares = preference.map((share) => share / norms.length);
  const parts = norms.map((length, task) => (longest > 0 ? (length / longest) * entryOrZero(shares, task) : 0));
  const { correction, solved } = projectOntoDualCone(cosines, [parts]);
  const weights = parts.map(
    (part, task) => (part > 0 ? 1 + entryOrZero(correction, task) / part : 1) * entryOrZero(shares, task),
  );
  return { weights, status: statusNearCancelling(gradients, solved ? 'solved' : 'fallback') };
}

/** Card of {@link dualproj}, for the docs and the command line. */
export const dualprojCard: StrategyCard = {
  title: 'Dual projection (GEM)',
  summary: 'Projects the average gradient onto the updates that conflict with no task.',
  formula: 'w = argmin { vᵀGv : vᵢ ≥ 1/K }',
  paper: 'Gradient Episodic Memory for Continual Learning',
  authors: 'D. Lopez-Paz, M. Ranzato',
  venue: 'NeurIPS',
  year: 2017,
  link: 'https://arxiv.org/abs/1706.08840',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in TorchJD. GEM, its origin, has no heads.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'The update conflicts with no task: gᵢ·d ≥ 0 for every task.',
    'Scaling all gradients by the same constant does not change the weights. If the average gradient conflicts with no task, it is the update.',
  ],
  options: dualprojOptions,
  departures: [
    'The paper projects the gradient of a new task against those of earlier tasks; here, as in TorchJD 0.17, the average gradient is projected against all.',
    'The projection is exact. TorchJD adds 10⁻⁴ to the Gramian divided by its trace, which makes the update conflict with tasks when gradients differ in length.',
    'When several weights give the same projection, those that add least to what is projected are taken.',
  ],
};
