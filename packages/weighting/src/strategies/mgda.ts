import {
  type Balancer,
  EquipoiseError,
  type GradientStats,
  choice,
  type CompleteOptionsOf,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { preferenceOption } from '../preference.ts';
import {
  type Gradients,
  gramianRule,
  type GramianRuleState,
  type Ruling,
  statusNearCancelling,
} from '../gramian-rule.ts';
import { shortestInHull } from '../math/hull.ts';
import { entryOrZero } from '../math/matrix.ts';

/** Options of {@link mgda}. */
export const mgdaOptions = optionsSchema('mgda', {
  /** What each gradient is divided by: nothing, its norm, its loss, or both. The update is made of the divided gradients. */
  normalization: choice(['none', 'l2', 'loss', 'loss+'], {
    default: 'none',
    meaning: 'what gradients are divided by first: nothing, norm, loss, both',
  }),
  /** How much each task matters: one number above 0 for each task; only the ratios count. */
  preference: preferenceOption,
});

/** Options of {@link mgda}. */
export type MgdaOptions = OptionsOf<typeof mgdaOptions>;

/**
 * Multiple gradient descent: finds the minimum-norm vector in the convex hull of the task gradients: an update that
 * lowers every loss.
 *
 *     d = Σᵢ λᵢgᵢ/cᵢ     λ minimises |d|² over λᵢ ≥ 0 with Σᵢ λᵢ = 1     wᵢ = λᵢ/cᵢ
 *
 * cᵢ is 1, or what the option `normalization` divides by, times the preference: gᵢ·d ≥ cᵢ|d|², so that a task of twice the preference
 * makes at least twice the progress.
 *
 * The minimum is exact. Where it is 0 (some gradient is 0, or gradients cancel) no direction lowers every loss; the
 * update of the shared parameters is 0 then and the status `'degenerate'`, also where only rounding tells that it is not 0.
 *
 * With `'loss'` or `'loss+'` losses must be 0 or more; the divided gradient of a loss of 0 is so long that its task weighs 0.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.
 *   https://arxiv.org/abs/1810.04650
 * @see J.-A. Désidéri. Multiple-Gradient Descent Algorithm (MGDA) for Multiobjective Optimization. Comptes Rendus
 *   Mathématique 2012. https://doi.org/10.1016/j.crma.2012.03.014
 */
export function mgda(options: MgdaOptions = {}): Balancer<GramianRuleState, GradientStats> {
  const { normalization } = mgdaOptions.read(options);
  const rule = (gradients: Gradients): Ruling => {
    const { norms, cosines, preference } = gradients;
    const factors = preference.map((share, task) => 1 / (share * divisor(gradients, task, normalization)));
    const lengths = norms.map((length, task) => length * entryOrZero(factors, task));
    const { weights, zero, solved } = shortestInHull(cosines, lengths);
    return {
      weights: weights.map((weight, task) => (weight > 0 ? weight * entryOrZero(factors, task) : 0)),
      status: zero && solved ? 'degenerate' : statusNearCancelling(gradients, solved ? 'solved' : 'fallback'),
    };
  };
  return gramianRule(mgdaOptions, options, rule, { holdsPriorities: true });
}

/** A loss below this part of the largest counts as that part: the gradient divided by it stays finite. */
const smallestPart = 1e-30;

function divisor(
  { norms, losses, tasks }: Gradients,
  task: number,
  by: CompleteOptionsOf<typeof mgdaOptions>['normalization'],
): number {
  const length = by === 'l2' || by === 'loss+' ? entryOrZero(norms, task) || 1 : 1;
  if (by !== 'loss' && by !== 'loss+') return length;
  const loss = losses[task] ?? 0;
  if (loss < 0) throw new EquipoiseError(`mgda: the loss of task ${tasks[task]} must be at least 0, received ${loss}.`);
  const most = Math.max(...losses);
  return most === 0 ? length : Math.max(loss, smallestPart * most) * length;
}

/** Card of {@link mgda}, for the docs and the command line. */
export const mgdaCard: StrategyCard = {
  title: 'Multiple gradient descent (MGDA)',
  summary: 'Finds the minimum-norm vector in the convex hull of the task gradients: an update that lowers every loss.',
  formula: 'minimise |Σᵢ wᵢgᵢ|² over wᵢ ≥ 0 with Σᵢ wᵢ = 1',
  paper: 'Multi-Task Learning as Multi-Objective Optimization',
  authors: 'O. Sener, V. Koltun',
  venue: 'NeurIPS',
  year: 2018,
  link: 'https://arxiv.org/abs/1810.04650',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere:
    'As in the paper (algorithm 2, line 2), LibMTL and TorchJD; the authors’ code multiplies them by the weights.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'The update conflicts with no task: gᵢ·d ≥ cᵢ|d|² for every task, with equality where wᵢ > 0; cᵢ is what the gradient is divided by, times the preference.',
    'Scaling all gradients by the same constant does not change the weights. Scaling one does: small gradients dominate.',
  ],
  options: mgdaOptions,
  departures: [
    'The minimum is exact. The paper, LibMTL and TorchJD 0.17 iterate (Frank–Wolfe) to a tolerance that depends on the gradients’ scale.',
    'The update is made of the divided gradients, as in LibMTL. The authors’ code applies the weights to the original ones, and may then conflict with a task.',
    'If several weights give the minimum-norm vector, those with the most even contributions wᵢnᵢ are taken.',
    'A zero gradient makes the update of the shared parameters 0, by definition; the status is `degenerate`.',
    'The gradients are over the shared parameters. With `gradientScope: representation` of `fit` it is the paper’s upper bound, MGDA-UB.',
  ],
};
