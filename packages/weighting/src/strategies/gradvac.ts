import {
  type Balancer,
  type GradientStats,
  type PerTask,
  number,
  optionsSchema,
  type OptionsOf,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type Gradients, readGradients, statusOf } from '../gramian-rule.ts';
import { addScaled, entryOrZero, filled } from '../math/matrix.ts';
import { put, take } from '../math/per-task.ts';
import { stepToCosine } from '../math/step-to-cosine.ts';
import { firstOrders, pairOrderOptions, pairOrders, type PairOrderState } from '../pair-order.ts';
import { presentTasks } from '../present.ts';

/** State of {@link gradvac}. */
export interface GradvacState extends PairOrderState {
  /** ρ, the running mean of the cosine between the gradient of the row's task and that of the column's. */
  readonly targets: readonly PerTask[];
}

/** Options of {@link gradvac}. */
export const gradvacOptions = optionsSchema('gradvac', {
  /** β, from 0 to 1: update rate of the running means of the cosines. */
  beta: number({
    default: 0.01,
    min: 0,
    max: 1,
    meaning: 'β, update rate of the running means of the cosines',
    scale: 'log',
    search: [1e-3, 0.5],
  }),
  ...pairOrderOptions,
});

/** Options of {@link gradvac}. */
export type GradvacOptions = OptionsOf<typeof gradvacOptions>;

/**
 * Gradient vaccine: rotates each gradient towards the others until their cosine similarity reaches its running mean.
 *
 *     ĝᵢ = gᵢ; for each j ≠ i in random order, with c = cos(ĝᵢ, gⱼ): if c < ρᵢⱼ,
 *       ĝᵢ ← ĝᵢ + |ĝᵢ| (ρᵢⱼ√(1 − c²) − c√(1 − ρᵢⱼ²)) / (|gⱼ|√(1 − ρᵢⱼ²)) · gⱼ
 *     ρᵢⱼ ← (1 − β)ρᵢⱼ + βc     d = Σᵢ ĝᵢ
 *
 * ρ starts at 0, so that the first update is that of PCGrad. As ρ becomes negative, usual conflicts are kept. Pairs with an absent
 * task or a zero gradient keep their ρ. Once ρ is not 0, rounding decides how parallel gradients are turned (status `'degenerate'`).
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see Z. Wang, Y. Tsvetkov, O. Firat, Y. Cao. Gradient Vaccine: Investigating and Improving Multi-task Optimization in
 *   Massively Multilingual Models. ICLR 2021. https://arxiv.org/abs/2010.05874
 */
export function gradvac(options: GradvacOptions = {}): Balancer<GradvacState, GradientStats> {
  const owner = 'gradvac';
  const { beta, order, seed } = gradvacOptions.read(options);
  return {
    name: owner,
    config: configOf(gradvacOptions, options),
    headPolicy: 'unweighted',
    needs: 'gramian',
    init: (taskCount, run) => ({
      ...firstOrders(seed, run),
      targets: Array.from({ length: taskCount }, () => new Array<number>(taskCount).fill(0)),
    }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.targets.length);
      const gradients = readGradients(owner, stats, present);
      const orders = pairOrders(present.length, order, state);
      const targets = take(state.targets, present).map((row) => take(row, present));
      const { weights, moved, unsure } = vaccinate(gradients, { orders, targets, beta });
      const rows = take(state.targets, present).map((row, index) => put(row, present, moved[index] ?? []));
      return {
        weights,
        state: { ...state, batches: state.batches + 1, targets: put(state.targets, present, rows) },
        status: statusOf(gradients, weights, unsure ? 'degenerate' : 'solved'),
      };
    },
  };
}

interface Vaccination {
  readonly orders: readonly (readonly number[])[];
  readonly targets: readonly PerTask[];
  readonly beta: number;
}

interface Vaccinated {
  readonly weights: number[];
  /** The running means of the cosines. */
  readonly moved: number[][];
  /** Whether rounding decides how a gradient is turned: the sine of an angle near 0 or π is the root of what is lost of its cosine. */
  readonly unsure: boolean;
}

function vaccinate({ cosines, norms, rounding }: Gradients, { orders, targets, beta }: Vaccination): Vaccinated {
  const weights = filled(norms.length, 0);
  const moved = targets.map((row) => [...row]);
  let unsure = false;
  orders.forEach((others, task) => {
    weights[task] = entryOrZero(weights, task) + 1;
    const products = cosines[task]?.slice() ?? []; // Of ĝᵢ, in units of the gradient's own length, with the directions of all.
    let square = 1;
    for (const other of others) {
      const row = cosines[other];
      const length = Math.sqrt(square);
      if (!row || entryOrZero(norms, other) === 0 || length === 0) continue;
      const along = entryOrZero(products, other);
      const cosine = Math.min(Math.max(along / length, -1), 1);
      const usual = targets[task]?.[other] ?? 0;
      if (cosine < usual) {
        if (usual !== 0 && 1 - Math.abs(cosine) < rounding.lost) unsure = true;
        const step = length * stepToCosine(cosine, usual);
        addScaled(products, step, row);
        weights[other] = entryOrZero(weights, other) + (step * entryOrZero(norms, task)) / entryOrZero(norms, other);
        square = Math.max(square + step * (2 * along + step), 0);
      }
      const mine = moved[task];
      if (mine) mine[other] = (1 - beta) * usual + beta * cosine;
    }
  });
  return { weights, moved, unsure };
}

/** Card of {@link gradvac}, for the docs and the command line. */
export const gradvacCard: StrategyCard = {
  title: 'Gradient vaccine (GradVac)',
  summary: 'Rotates each gradient towards the others until their cosine similarity reaches its running mean.',
  formula:
    'if c = cos(ĝᵢ, gⱼ) < ρᵢⱼ: ĝᵢ ← ĝᵢ + |ĝᵢ|(ρ√(1−c²) − c√(1−ρ²)) / (nⱼ√(1−ρ²)) · gⱼ;  ρ ← (1−β)ρ + βc;  d = Σᵢ ĝᵢ',
  paper: 'Gradient Vaccine: Investigating and Improving Multi-task Optimization in Massively Multilingual Models',
  authors: 'Z. Wang, Y. Tsvetkov, O. Firat, Y. Cao',
  venue: 'ICLR',
  year: 2021,
  link: 'https://arxiv.org/abs/2010.05874',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in LibMTL and TorchJD.',
  state: 'the running mean of the cosine of each pair, and the number of batches so far (for the random orders)',
  backwardPasses: 'K',
  invariances: [
    'The update is linear in the scale of each gradient, for the same orders. The first update is that of `pcgrad`.',
    'The update may conflict with a task. Reordering the tasks changes the random orders.',
  ],
  options: gradvacOptions,
  departures: [
    'β = 0.01 as in the paper; LibMTL and TorchJD 0.17 have 0.5.',
    'One gradient over all shared parameters; the paper also has a variant per layer.',
    'ρ is kept 10⁻⁸ away from −1 and 1, where the formula divides by 0 (gradients that conflict for many batches).',
    'The running mean uses every pair of every batch, as in LibMTL; other code uses only the pairs that were rotated.',
  ],
};
