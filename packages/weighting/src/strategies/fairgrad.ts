import { type Balancer, type GradientStats, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { preferenceOption } from '../preference.ts';
import { gramianRule, type GramianRuleState } from '../gramian-rule.ts';
import { bargain } from './nash-mtl.ts';

/** Options of {@link fairgrad}. */
export const fairgradOptions = optionsSchema('fairgrad', {
  /** α, from 0.1 to 20: the degree of fairness. 1 is proportional fairness (Nash bargaining); a large α approaches max-min fairness. */
  alpha: number({ default: 1, min: 0.1, max: 20, meaning: 'α, degree of fairness', scale: 'log', search: [0.1, 10] }),
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link fairgrad}. */
export type FairgradOptions = OptionsOf<typeof fairgradOptions>;

/**
 * α-fair gradients: finds the update that distributes the loss decreases over the tasks by α-fairness.
 *
 *     (Gw)ᵢ = wᵢ^(−1/α), w > 0     so  d maximises Σᵢ (gᵢ·d)^(1−α) / (1−α) among updates of its length
 *
 * G is the Gramian. Solved by Newton's method on the normalised gradients. A task whose gradient is 0 is left out and weighs 0; tasks whose
 * gradients cancel have no solution: they get cancelling weights, and the rule applies to the others in the directions orthogonal to them. Both have the
 * status `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see H. Ban, K. Ji. Fair Resource Allocation in Multi-Task Learning. ICML 2024. https://arxiv.org/abs/2402.15638
 */
export function fairgrad(options: FairgradOptions = {}): Balancer<GramianRuleState, GradientStats> {
  const { alpha } = fairgradOptions.read(options);
  return gramianRule(fairgradOptions, options, (gradients) => bargain(gradients, alpha), { holdsPriorities: true });
}

/** Card of {@link fairgrad}, for the docs and the command line. */
export const fairgradCard: StrategyCard = {
  title: 'FairGrad',
  summary: 'Finds the update that distributes the loss decreases over the tasks by α-fairness.',
  formula: '(Gw)ᵢ = wᵢ^(−1/α), w > 0',
  paper: 'Fair Resource Allocation in Multi-Task Learning',
  authors: 'H. Ban, K. Ji',
  venue: 'ICML',
  year: 2024,
  link: 'https://arxiv.org/abs/2402.15638',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by s scales the update by s^((1−α)/(1+α)).',
    'With α = 1 it equals `nash-mtl`. The update conflicts with no task.',
  ],
  options: fairgradOptions,
  departures: [
    'The equation is solved to 10⁻⁷ or better. Least squares, in the authors’ code, LibMTL and TorchJD 0.17, does not converge when gradient norms are 10⁻⁴.',
    'The update is neither scaled by K nor clipped; the authors’ code does both.',
    'The authors use α = 2; 1 is the default of LibMTL and TorchJD. α outside 0.1 … 20 is an error: the weights would overflow or underflow.',
    'Cancelling gradients have no solution: their tasks get cancelling weights, and the rule applies to the others in the directions orthogonal to them.',
  ],
};
