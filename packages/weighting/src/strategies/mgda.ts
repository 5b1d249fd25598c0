import { type Balancer, EquipoiseError, type GradientStats } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { type Gradients, gramianRule, type GramianRuleState } from '../gramian-rule.ts';
import { shortestInHull } from '../math/hull.ts';
import { at } from '../math/matrix.ts';
import { checkOptions, checkWord } from '../options.ts';

/** What {@link mgda} can be told. */
export interface MgdaOptions {
  /**
   * What each gradient is divided by before the shortest vector is sought: nothing, its length, its loss, or both. The
   * weights that are found are those of the gradients as they are.
   *
   * @defaultValue 'none'
   */
  readonly normalization?: 'none' | 'l2' | 'loss' | 'loss+';
}

/**
 * Multiple gradient descent: goes along the shortest vector in the convex hull of the gradients, which lowers every loss.
 *
 *     minimise |Σᵢ wᵢgᵢ|²     over wᵢ ≥ 0 with Σᵢ wᵢ = 1
 *
 * The minimum is found exactly. Where it is 0 (some gradient is 0, or gradients cancel) no direction lowers every loss; the
 * update of the shared parameters is 0 then and the status `'degenerate'`.
 *
 * With `'loss'` or `'loss+'` losses must be 0 or more; a loss of 0 makes its gradient infinitely long, so that its task weighs 0.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.
 *   https://arxiv.org/abs/1810.04650
 * @see J.-A. Désidéri. Multiple-Gradient Descent Algorithm (MGDA) for Multiobjective Optimization. Comptes Rendus
 *   Mathématique 2012. https://doi.org/10.1016/j.crma.2012.03.014
 */
export function mgda(options: MgdaOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('mgda', options, mgdaCard);
  const { normalization = 'none' } = options;
  checkWord({ owner: 'mgda', option: 'normalization', value: normalization }, ['none', 'l2', 'loss', 'loss+']);
  return gramianRule('mgda', (gradients) => {
    const lengths = gradients.lengths.map((length, task) => length / divisor(gradients, task, normalization));
    const { weights, zero, solved } = shortestInHull(gradients.cosines, lengths);
    return { weights, status: !solved ? 'fallback' : zero ? 'degenerate' : 'solved' };
  });
}

function divisor(
  { lengths, losses, tasks }: Gradients,
  task: number,
  by: NonNullable<MgdaOptions['normalization']>,
): number {
  const length = by === 'l2' || by === 'loss+' ? at(lengths, task) || 1 : 1;
  if (by !== 'loss' && by !== 'loss+') return length;
  const loss = losses[task] ?? 0;
  if (loss < 0) throw new EquipoiseError(`mgda: the loss of task ${tasks[task]} must be at least 0, received ${loss}.`);
  const most = Math.max(...losses);
  return most === 0 ? length : Math.max(loss, Number.MIN_VALUE) * length;
}

/** What to know of {@link mgda}. */
export const mgdaCard: StrategyCard = {
  title: 'Multiple gradient descent (MGDA)',
  summary: 'Goes along the shortest vector in the convex hull of the gradients, which lowers every loss.',
  formula: 'minimise |Σᵢ wᵢgᵢ|² over wᵢ ≥ 0 with Σᵢ wᵢ = 1',
  paper: 'Multi-Task Learning as Multi-Objective Optimization',
  authors: 'O. Sener, V. Koltun',
  venue: 'NeurIPS',
  year: 2018,
  link: 'https://arxiv.org/abs/1810.04650',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'No task is pushed uphill: gᵢ·d ≥ |d|² for every task, with equality where wᵢ > 0.',
    'Multiplying every gradient by one constant changes nothing. Multiplying one does: small gradients dominate.',
  ],
  options: [
    {
      name: 'normalization',
      meaning: 'what gradients are divided by before the shortest vector is sought: nothing, length, loss, both',
      defaultValue: 'none',
      range: 'none, l2, loss, loss+',
    },
  ],
  departures: [
    'The minimum is exact. The paper, LibMTL and TorchJD 0.17 iterate (Frank–Wolfe) to a tolerance that depends on the gradients’ scale.',
    'When several weightings give the shortest vector, that with the most even contributions wᵢnᵢ is taken.',
    'A zero gradient makes the update of the shared parameters 0, by the definition; the status says `degenerate`.',
    'The gradients are over the shared parameters, unless `fit` is told `gradientScope: representation`: then it is the paper’s upper bound, MGDA-UB.',
  ],
};
