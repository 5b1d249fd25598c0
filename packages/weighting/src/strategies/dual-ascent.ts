import {
  type Balancer,
  InvalidOptionError,
  list,
  NonFiniteError,
  number,
  optionsSchema,
  type OptionsOf,
  part,
  type PerTask,
  type StepStats,
  type ValidationMetrics,
} from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { type Floor, isFloorText, readFloor, violation } from '../floor.ts';
import { scale, sum, take } from '../math/per-task.ts';
import { presentTasks } from '../present.ts';

/** State of {@link dualAscent}. */
export interface DualAscentState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** The floors, each with its multiplier λ. */
  readonly floors: readonly (Floor & { readonly multiplier: number })[];
}

/** Options of {@link dualAscent}. */
export const dualAscentOptions = optionsSchema('dual-ascent', {
  /** What must hold on the validation split, each as `task.metric >= value`, or `<=` where less is better; `task >= value` means its main metric. */
  floors: list(
    part(isFloorText, { meaning: 'a floor', range: 'a text', expected: 'a text such as "churn.auc >= 0.85"' }),
    {
      default: [],
      meaning:
        'what must hold on the validation split, such as `["churn.auc >= 0.85"]`; the weights stay equal without any',
      range: 'texts: task.metric >= value, or <=',
      expected: 'a list of texts such as "churn.auc >= 0.85" or "spend.rmse <= 300"',
    },
  ),
  /** η, above 0: how much a multiplier grows for a floor that is missed by its whole value. */
  stepSize: number({
    default: 20,
    above: 0,
    meaning: 'η, by how much a multiplier grows in an epoch for a floor that is missed by 100 %',
    scale: 'log',
    search: [1, 100],
  }),
  /** R, above 0: the largest multiplier, so that a floor that cannot be reached does not take everything. */
  limit: number({ default: 100, above: 0, meaning: 'R, the largest multiplier', scale: 'log', search: [1, 1000] }),
});

/** Options of {@link dualAscent}. */
export type DualAscentOptions = OptionsOf<typeof dualAscentOptions>;

/**
 * Dual ascent on floors: equal weights, and more for a task while one of its metrics is worse on the validation split than it may be. A
 * constrained problem with one Lagrange multiplier for each floor:
 *
 *     min_θ Σᵢ Lᵢ(θ)   with   g_f(θ) ≤ 0 for every floor f
 *     g_f = ±(c_f − m_f) / |c_f|                   after each epoch, on the validation split
 *     λ_f ← min(R, max(0, λ_f + η·max(−1, min(1, g_f))))
 *     uᵢ = 1 + Σ_{f of i} λ_f        wᵢ = K·uᵢ / Σⱼ uⱼ
 *
 * c_f is the floor, m_f the metric, and the sign is that with which g_f is above 0 where the metric is worse; for c_f = 0, g_f is in the metric's own unit.
 * λ starts at 0. It grows while the floor is missed and shrinks while it is exceeded, so that the weight goes back to the other tasks. The weights of a batch add
 * up to the number of its tasks, K. An epoch that holds all floors is better than any that does not, whatever the monitor of the run says,
 * so the model is left with the best of those; its history says when there is none (see {@link @equipoise/core!EpochRecord.shortfall}).
 *
 * A floor holds on the validation split only: leave a margin for other data.
 *
 * @example
 * fit({ dataset, balancer: dualAscent({ floors: ['churn.auc >= 0.85', 'spend.rmse <= 300'] }), epochs: 30 });
 *
 * @param options - The floors, and how fast weight moves.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range; when the run starts, for a floor of a task or metric that
 *   there is not, or outside the metric's range. {@link @equipoise/core!NonFiniteError} when a metric with a floor is undefined on the validation split.
 * @see A. Cotter, M. Gupta, H. Jiang, N. Srebro, K. Sridharan, S. Wang, B. Woodworth, S. You. Training Well-Generalizing Classifiers for Fairness
 *   Metrics and Other Data-Dependent Constraints. ICML 2019. https://arxiv.org/abs/1807.00028
 * @see A. Cotter, H. Jiang, K. Sridharan. Two-Player Games for Efficient Non-Convex Constrained Optimization. ALT 2019.
 *   https://arxiv.org/abs/1804.06500
 */
export function dualAscent(options: DualAscentOptions = {}): Balancer<DualAscentState, StepStats> {
  const owner = 'dual-ascent';
  const { floors: texts, stepSize, limit } = dualAscentOptions.read(options);
  const weights = (stats: StepStats, state: DualAscentState): PerTask => {
    const present = presentTasks(stats, state.taskCount);
    const raised = new Array<number>(state.taskCount).fill(1);
    for (const { task, multiplier } of state.floors) raised[task] = (raised[task] ?? 1) + multiplier;
    const shares = take(raised, present);
    return scale(shares.length / sum(shares), shares);
  };
  return {
    name: owner,
    config: configOf(dualAscentOptions, options),
    headPolicy: 'weighted',
    needs: 'nothing',
    init(taskCount, { tasks } = { seed: 0 }) {
      if (texts.length > 0 && tasks?.length !== taskCount) {
        throw new InvalidOptionError(owner, 'floors', 'left out where the names of the tasks are unknown', texts);
      }
      return { taskCount, floors: texts.map((text) => ({ ...readFloor(owner, text, tasks ?? []), multiplier: 0 })) };
    },
    weigh: (stats, state) => ({ weights: weights(stats, state), state }),
    afterValidation(metrics, state) {
      const floors = state.floors.map((floor) => {
        const missed = Math.max(-1, Math.min(1, missedBy(owner, floor, metrics)));
        return { ...floor, multiplier: Math.min(limit, Math.max(0, floor.multiplier + stepSize * missed)) };
      });
      return { ...state, floors };
    },
    shortfall: (metrics, { floors }) => sum(floors.map((floor) => Math.max(0, missedBy(owner, floor, metrics)))),
  };
}

function missedBy(owner: string, floor: Floor, metrics: ValidationMetrics): number {
  const measured = metrics[floor.task]?.[floor.metric] ?? Number.NaN;
  if (Number.isFinite(measured)) return violation(floor, measured);
  throw new NonFiniteError(
    `${owner}: the ${floor.metric} of task ${floor.task} on the validation split is ${measured}; its floor cannot be checked.`,
  );
}

/** Card of {@link dualAscent}, for the docs and the command line. */
export const dualAscentCard: StrategyCard = {
  title: 'Dual ascent on floors (constrained training)',
  summary:
    'Equal weights, and more for a task while one of its metrics is worse on the validation split than it may be.',
  formula: 'λ_f ← min(R, max(0, λ_f + η·g_f)) after each epoch;  wᵢ = K·uᵢ / Σⱼ uⱼ,  uᵢ = 1 + Σ_{f of i} λ_f',
  paper: 'Training Well-Generalizing Classifiers for Fairness Metrics and Other Data-Dependent Constraints',
  authors: 'A. Cotter, M. Gupta, H. Jiang, N. Srebro, K. Sridharan, S. Wang, B. Woodworth, S. You',
  venue: 'ICML',
  year: 2019,
  link: 'https://arxiv.org/abs/1807.00028',
  needs: 'nothing',
  headPolicy: 'weighted',
  state: 'the floors, and a multiplier for each',
  backwardPasses: '1',
  invariances: [
    'The weights add up to K, and are constant within an epoch; without floors they are 1.',
    'A metric and its floor may be in any unit: what counts is the miss relative to the floor.',
  ],
  options: dualAscentOptions,
  departures: [
    'One player trains on the training split and the other holds the constraints on the validation split, as in the paper; the constraints are floors of metrics, relative to their value.',
    'The player that trains sees the loss of the task in place of its metric, which has no gradient: the proxy constraints of Cotter, Jiang, Sridharan (ALT 2019).',
    'The multipliers are updated once in an epoch, by a miss of at most 100 %, and each is bounded by R, in the papers their sum is.',
    'The weights are divided by their mean, so that the size of a step stays: the update of the papers is 1 + λ.',
    'The papers return a mixture of models; here it is the best epoch among those that hold all floors.',
  ],
};
