import { type Balancer, type GradientStats, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type Gradients, readGradients, statusOf } from '../gramian-rule.ts';
import { addScaled, entryOrZero, filled } from '../math/matrix.ts';
import { firstOrders, pairOrderOptions, pairOrders, type PairOrderState } from '../pair-order.ts';
import { presentTasks } from '../present.ts';

/** State of {@link pcgrad}. */
export interface PcgradState extends PairOrderState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/** Options of {@link pcgrad}. */
export const pcgradOptions = optionsSchema('pcgrad', {
  ...pairOrderOptions,
});

/** Options of {@link pcgrad}. */
export type PcgradOptions = OptionsOf<typeof pcgradOptions>;

/**
 * Projecting conflicting gradients: projects each gradient onto the normal plane of every gradient that it conflicts
 * with, and adds up the results.
 *
 *     ĝᵢ = gᵢ; for each j ≠ i in random order: if ĝᵢ·gⱼ < 0, ĝᵢ ← ĝᵢ − (ĝᵢ·gⱼ / |gⱼ|²) gⱼ     d = Σᵢ ĝᵢ
 *
 * With two tasks no conflict remains. With more, a later projection may undo an earlier one, so that the update may still
 * conflict with a task; the result depends on the order. The state is the number of batches so far, which together with the
 * seed determines the next orders.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see T. Yu, S. Kumar, A. Gupta, S. Levine, K. Hausman, C. Finn. Gradient Surgery for Multi-Task Learning. NeurIPS 2020.
 *   https://arxiv.org/abs/2001.06782
 */
export function pcgrad(options: PcgradOptions = {}): Balancer<PcgradState, GradientStats> {
  const owner = 'pcgrad';
  const { order, seed } = pcgradOptions.read(options);
  return {
    name: owner,
    config: configOf(pcgradOptions, options),
    headPolicy: 'unweighted',
    needs: 'gramian',
    init: (taskCount, run) => ({ taskCount, ...firstOrders(seed, run) }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      const gradients = readGradients(owner, stats, present);
      const orders = pairOrders(present.length, order, state);
      const weights = project(gradients, orders);
      const status = statusOf(gradients, weights, 'solved');
      return { weights, state: { ...state, batches: state.batches + 1 }, status };
    },
  };
}

function project({ cosines, norms }: Gradients, orders: readonly (readonly number[])[]): number[] {
  const total = filled(norms.length, 0);
  orders.forEach((others, task) => {
    total[task] = entryOrZero(total, task) + 1;
    const products = cosines[task]?.slice() ?? []; // Of ĝᵢ, in units of its own length, with the directions of all.
    for (const other of others) {
      const along = entryOrZero(products, other);
      if (!(along < 0)) continue;
      addScaled(products, -along, cosines[other] ?? products);
      total[other] = entryOrZero(total, other) - (along * entryOrZero(norms, task)) / entryOrZero(norms, other);
    }
  });
  return total;
}

/** Card of {@link pcgrad}, for the docs and the command line. */
export const pcgradCard: StrategyCard = {
  title: 'Projecting conflicting gradients (PCGrad)',
  summary:
    'Projects each gradient onto the normal plane of every gradient that it conflicts with, and adds up the results.',
  formula: 'ĝᵢ = gᵢ; for j ≠ i in random order: if ĝᵢ·gⱼ < 0, ĝᵢ ← ĝᵢ − (ĝᵢ·gⱼ / |gⱼ|²) gⱼ;  d = Σᵢ ĝᵢ',
  paper: 'Gradient Surgery for Multi-Task Learning',
  authors: 'T. Yu, S. Kumar, A. Gupta, S. Levine, K. Hausman, C. Finn',
  venue: 'NeurIPS',
  year: 2020,
  link: 'https://arxiv.org/abs/2001.06782',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL, TorchJD and the code of Nash-MTL’s authors.',
  state: 'the number of batches so far, which determines the next random orders',
  backwardPasses: 'K',
  invariances: [
    'The update is linear in the scale of each gradient, for the same orders. Without conflicts it is the sum of the gradients.',
    'For two tasks it is twice the update of `upgrad`, and conflicts with no task; for more tasks it may. Reordering the tasks changes the random orders.',
  ],
  options: pcgradOptions,
  departures: [
    'The sum of the projected gradients, as in the paper, LibMTL and TorchJD 0.17; the CAGrad authors’ code takes the mean.',
    'The whole shared gradient is projected; some implementations project each parameter tensor separately.',
  ],
};
