import { type TransformBalancer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { crossGramian, type CrossStats, tasksWithProducts } from '../cross-gramian.ts';
import { combine, sum } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { equalShares, moveShares, type SharesState } from '../shares.ts';

/** Options of {@link modo}. */
export const modoOptions = optionsSchema('modo', {
  /** γ, above 0: step size of the weights. */
  gamma: number({ default: 0.1, above: 0, meaning: 'γ, step size of the weights', scale: 'log', search: [1e-3, 1] }),
  /** ρ, at least 0: strength of the regularisation towards equal weights. */
  rho: number({ default: 0.1, min: 0, meaning: 'ρ, regularisation towards equal weights', search: [0, 1] }),
});

/** Options of {@link modo}. */
export type ModoOptions = OptionsOf<typeof modoOptions>;

/**
 * Multi-objective gradients with double sampling: moves the weights towards the minimum-norm combination, estimated
 * without bias from two independent batches. The update uses the gradients of a third batch.
 *
 *     λ ← Π(λ − γ (J₁J₂ᵀ + ρI) λ)     d = J₃ᵀλ
 *
 * The rows of J₁, J₂, J₃ are the gradients of three batches, and Π projects onto the weights that are at least 0 and add up to 1. The
 * product of independent batches is an unbiased estimate, where the Gramian of one batch is biased by the noise of its gradients.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see L. Chen, H. Fernando, Y. Ying, T. Chen. Three-Way Trade-Off in Multi-Objective Learning: Optimization, Generalization and
 *   Conflict-Avoidance. NeurIPS 2023. https://arxiv.org/abs/2305.20057
 */
export function modo(options: ModoOptions = {}): TransformBalancer<SharesState, CrossStats> {
  const owner = 'modo';
  const { gamma, rho } = modoOptions.read(options);
  return {
    name: owner,
    config: configOf(modoOptions, options),
    headPolicy: 'unweighted',
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

/** Card of {@link modo}, for the docs and the command line. */
export const modoCard: StrategyCard = {
  title: 'Multi-objective gradient with double sampling (MoDo)',
  summary:
    'Moves the weights towards the minimum-norm combination, estimated without bias from two independent batches.',
  formula: 'λ ← Π(λ − γ (J₁J₂ᵀ + ρI) λ);  d = J₃ᵀλ, the rows of Jₖ the gradients of three batches',
  paper: 'Three-Way Trade-Off in Multi-Objective Learning: Optimization, Generalization and Conflict-Avoidance',
  authors: 'L. Chen, H. Fernando, Y. Ying, T. Chen',
  venue: 'NeurIPS',
  year: 2023,
  link: 'https://arxiv.org/abs/2305.20057',
  needs: 'batches',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD.',
  state: 'the weights',
  backwardPasses: '2K + 1',
  invariances: [
    'The weights are at least 0 and add up to 1.',
    'The weights move faster for larger gradients: scales matter.',
  ],
  options: modoOptions,
  departures: [
    'The weights are projected onto the simplex, as in the paper and LibMTL; TorchJD 0.17 applies a softmax to weights that already add up to 1, which keeps them close to equal.',
    'Heads are trained on the third batch only; LibMTL averages over all three.',
    'LibMTL has γ = 10⁻³; TorchJD has ρ = 0.',
  ],
};
