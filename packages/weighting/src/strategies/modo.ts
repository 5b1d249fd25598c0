import type { Balancer } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { crossGramian, type CrossStats, tasksWithProducts } from '../cross-gramian.ts';
import { combine, sum } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { checkNonNegative, checkOptions, checkPositive } from '../options.ts';
import { equalShares, moveShares, type SharesState } from '../shares.ts';

/** What {@link modo} can be told. */
export interface ModoOptions {
  /**
   * γ, above 0: how fast the weights move.
   *
   * @defaultValue 0.1
   */
  readonly gamma?: number;
  /**
   * ρ, at least 0: how much the weights are pulled towards equal ones.
   *
   * @defaultValue 0.1
   */
  readonly rho?: number;
}

/**
 * Multi-objective gradients with double sampling: moves the weights towards those of the shortest combination, judged by two
 * independent batches, and goes along the gradients of a third.
 *
 *     λ ← Π(λ − γ (J₁J₂ᵀ + ρI) λ)     d = J₃ᵀλ
 *
 * The rows of J₁, J₂, J₃ are the gradients of three batches, and Π projects onto the weights that are at least 0 and add up to 1. A
 * product of independent batches is right in the mean, where the Gramian of one batch is too large by the noise of its gradients.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see L. Chen, H. Fernando, Y. Ying, T. Chen. Three-Way Trade-Off in Multi-Objective Learning: Optimization, Generalization and
 *   Conflict-Avoidance. NeurIPS 2023. https://arxiv.org/abs/2305.20057
 */
export function modo(options: ModoOptions = {}): Balancer<SharesState, CrossStats> {
  const owner = 'modo';
  checkOptions(owner, options, modoCard);
  const { gamma = 0.1, rho = 0.1 } = options;
  checkPositive({ owner, option: 'gamma', value: gamma });
  checkNonNegative({ owner, option: 'rho', value: rho });
  return {
    name: owner,
    needs: 'batches',
    gradientTransform: crossGramian,
    init: equalShares,
    weigh(stats, state) {
      const present = tasksWithProducts(owner, stats, state.shares.length);
      return moveShares(state, present, (shares) =>
        combine(shares, stats.cross, (share, row) => share - gamma * (sum(product(row, shares)) + rho * share)),
      );
    },
  };
}

/** What to know of {@link modo}. */
export const modoCard: StrategyCard = {
  title: 'Multi-objective gradient with double sampling (MoDo)',
  summary: 'Moves the weights towards those of the shortest combination, judged by two independent batches.',
  formula: 'λ ← Π(λ − γ (J₁J₂ᵀ + ρI) λ);  d = J₃ᵀλ, the rows of Jₖ the gradients of three batches',
  paper: 'Three-Way Trade-Off in Multi-Objective Learning: Optimization, Generalization and Conflict-Avoidance',
  authors: 'L. Chen, H. Fernando, Y. Ying, T. Chen',
  venue: 'NeurIPS',
  year: 2023,
  link: 'https://arxiv.org/abs/2305.20057',
  needs: 'batches',
  state: 'the weights',
  backwardPasses: '2K + 1',
  invariances: [
    'The weights are at least 0 and add up to 1.',
    'With long gradients the weights move fast: scales matter.',
  ],
  options: [
    { name: 'gamma', meaning: 'γ, how fast the weights move', defaultValue: '0.1', range: 'above 0' },
    { name: 'rho', meaning: 'ρ, the pull towards equal weights', defaultValue: '0.1', range: 'at least 0' },
  ],
  departures: [
    'Projected, as in the paper and LibMTL; TorchJD 0.17 takes a softmax of weights that already add up to 1, which never lets them go far from equal.',
    'Heads are trained on the third batch only. LibMTL adds up all three and divides by 3.',
    'γ is 10⁻³ in LibMTL; ρ is 0 in TorchJD.',
  ],
};
