import {
  type Balancer,
  EquipoiseError,
  type GradientStats,
  choice,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { type Gradients, gramianRule, type GramianRuleState } from '../gramian-rule.ts';
import { shortestInHull } from '../math/hull.ts';
import { entryOrZero } from '../math/matrix.ts';

/** Options of {@link mgda}. */
export const mgdaOptions = optionsSchema('mgda', {
  /** What each gradient is divided by before the minimum-norm vector is computed: nothing, its norm, its loss, or both. The weights returned apply to the original gradients. */
  normalization: choice(['none', 'l2', 'loss', 'loss+'], {
    default: 'none',
    meaning: 'what gradients are divided by first: nothing, norm, loss, both',
  }),
});

/** Options of {@link mgda}. */
export type MgdaOptions = OptionsOf<typeof mgdaOptions>;

/**
 * Multiple gradient descent: finds the minimum-norm vector in the convex hull of the task gradients: an update that
 * lowers every loss.
 *
 *     minimise |Σᵢ wᵢgᵢ|²     over wᵢ ≥ 0 with Σᵢ wᵢ = 1
 *
 * The minimum is exact. Where it is 0 (some gradient is 0, or gradients cancel) no direction lowers every loss; the
 * update of the shared parameters is 0 then and the status `'degenerate'`.
 *
 * With `'loss'` or `'loss+'` losses must be 0 or more; a loss of 0 makes the normalised gradient infinite, so its task weighs 0.
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
  return gramianRule(mgdaOptions, options, (gradients) => {
    const lengths = gradients.norms.map((length, task) => length / divisor(gradients, task, normalization));
    const { weights, zero, solved } = shortestInHull(gradients.cosines, lengths);
    return { weights, status: !solved ? 'fallback' : zero ? 'degenerate' : 'solved' };
  });
}

function divisor(
  { norms, losses, tasks }: Gradients,
  task: number,
  by: NonNullable<MgdaOptions['normalization']>,
): number {
  const length = by === 'l2' || by === 'loss+' ? entryOrZero(norms, task) || 1 : 1;
  if (by !== 'loss' && by !== 'loss+') return length;
  const loss = losses[task] ?? 0;
  if (loss < 0) throw new EquipoiseError(`mgda: the loss of task ${tasks[task]} must be at least 0, received ${loss}.`);
  const most = Math.max(...losses);
  return most === 0 ? length : Math.max(loss, Number.MIN_VALUE) * length;
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
    'The update conflicts with no task: gᵢ·d ≥ |d|² for every task, with equality where wᵢ > 0.',
    'Scaling all gradients by the same constant does not change the weights. Scaling one does: small gradients dominate.',
  ],
  options: mgdaOptions,
  departures: [
    'The minimum is exact. The paper, LibMTL and TorchJD 0.17 iterate (Frank–Wolfe) to a tolerance that depends on the gradients’ scale.',
    'If several weights give the minimum-norm vector, those with the most even contributions wᵢnᵢ are taken.',
    'A zero gradient makes the update of the shared parameters 0, by definition; the status is `degenerate`.',
    'The gradients are over the shared parameters. With `gradientScope: representation` of `fit` it is the paper’s upper bound, MGDA-UB.',
  ],
};
