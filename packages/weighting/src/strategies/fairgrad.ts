import type { Balancer, GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { gramianRule, type GramianRuleState } from '../gramian-rule.ts';
import { checkBetween, checkOptions } from '../options.ts';
import { bargain } from './nash-mtl.ts';

/** What {@link fairgrad} can be told. */
export interface FairgradOptions {
  /**
   * α, from 0.1 to 20: how much fairness counts. 1 is proportional fairness (Nash bargaining); the larger, the more the task that gains least
   * is helped.
   *
   * @defaultValue 1
   */
  readonly alpha?: number;
}

/**
 * α-fair gradients: takes the update under which the losses fall as fairly as α asks for.
 *
 *     (Gw)ᵢ = wᵢ^(−1/α), w > 0     so  d maximises Σᵢ (gᵢ·d)^(1−α) / (1−α) among updates of its length
 *
 * G is the Gramian. Solved by Newton's method in the gradients' directions. A task whose gradient is 0 is left out and weighs 0; tasks whose
 * gradients cancel have no solution, so they cancel and the others share in the directions that leave them alone. Both have the
 * status `'degenerate'`.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see H. Ban, K. Ji. Fair Resource Allocation in Multi-Task Learning. ICML 2024. https://arxiv.org/abs/2402.15638
 */
export function fairgrad(options: FairgradOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('fairgrad', options, fairgradCard);
  const { alpha = 1 } = options;
  checkBetween({ owner: 'fairgrad', option: 'alpha', value: alpha }, [0.1, 20]);
  return gramianRule('fairgrad', (gradients) => bargain(gradients, alpha));
}

/** What to know of {@link fairgrad}. */
export const fairgradCard: StrategyCard = {
  title: 'FairGrad',
  summary: 'Takes the update under which the losses fall as fairly as α asks for.',
  formula: '(Gw)ᵢ = wᵢ^(−1/α), w > 0',
  paper: 'Fair Resource Allocation in Multi-Task Learning',
  authors: 'H. Ban, K. Ji',
  venue: 'ICML',
  year: 2024,
  link: 'https://arxiv.org/abs/2402.15638',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Multiplying every gradient by s multiplies the update by s^((1−α)/(1+α)).',
    'With α = 1 it is `nash-mtl`. No task is pushed uphill.',
  ],
  options: [{ name: 'alpha', meaning: 'α, how much fairness counts', defaultValue: '1', range: '0.1 … 20' }],
  departures: [
    'The equation is solved, to 10⁻⁷ or better. Least squares, in the authors’ code, LibMTL and TorchJD 0.17, does not converge when gradients are of length 10⁻⁴.',
    'The update is neither multiplied by K nor clipped; the authors’ code does both.',
    'α = 2 is the authors’ setting in their runs; 1 is the default of LibMTL and TorchJD. α outside 0.1 … 20 is refused: the weights would be out of the range of numbers.',
    'Cancelling gradients have no solution. Their tasks then cancel, and the others share in the directions that leave them alone.',
  ],
};
