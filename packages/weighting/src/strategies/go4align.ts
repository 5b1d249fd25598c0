import { type Balancer, integer, number, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { configOf } from '../config-of.ts';
import { groupMeans } from '../math/cluster.ts';
import { combine, put, sum, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { weighPositive } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** State of {@link go4align}. */
export interface Go4alignState {
  /** One entry for each task: log qᵢ, up to a number that all have in common. */
  readonly tasks: readonly number[];
}

/** Options of {@link go4align}. */
export const go4alignOptions = optionsSchema('go4align', {
  /** The number of clusters, a whole number of at least 1. */
  groups: integer({ default: 2, min: 1, meaning: 'number of clusters', search: [1, 8] }),
  /** β, at least 0: step size of q. */
  stepSize: number({ default: 1e-4, min: 0, meaning: 'β, in units of 1/loss', scale: 'log', search: [1e-5, 0.1] }),
});

/** Options of {@link go4align}. */
export type Go4alignOptions = OptionsOf<typeof go4alignOptions>;

/**
 * Group optimisation for task alignment: clusters the tasks by progress, and gives all tasks of a cluster the same
 * weight.
 *
 *     qᵢ ← qᵢ·exp(−β·lᵢ) / Σⱼ qⱼ·exp(−β·lⱼ)     ωᵢ = qᵢ · Σⱼ lⱼ / lᵢ     wᵢ = mean of ω over the cluster of task i
 *
 * The clusters come from k-means on ω. q starts at 1/K and is updated before the weights of the batch are computed. The sums are over
 * the tasks of the batch. With as many clusters as tasks, or more, each task is its own cluster.
 *
 * Losses must be 0 or more. A task whose loss is 0 (below 10⁻³⁰) has no ω: it is left out and weighs 0, and the status is
 * `'degenerate'`.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see J. Shen, Q. Wang, Z. Xiao, N. van Noord, M. Worring. GO4Align: Group Optimization for Multi-Task Alignment. NeurIPS
 *   2024. https://arxiv.org/abs/2404.06486
 */
export function go4align(options: Go4alignOptions = {}): Balancer<Go4alignState> {
  const owner = 'go4align';
  const { groups, stepSize } = go4alignOptions.read(options);
  return {
    name: owner,
    config: configOf(go4alignOptions, options),
    headPolicy: 'weighted',
    needs: 'losses',
    init: (taskCount) => ({ tasks: new Array<number>(taskCount).fill(0) }),
    weigh(stats, { tasks }) {
      const present = tasksWithLosses(owner, stats, tasks.length);
      const stepped = combine(take(tasks, present), stats.losses, (log, loss) => log - stepSize * loss);
      const state = { tasks: put(tasks, present, stepped) };
      const answer = weighPositive(owner, stats, tasks.length, (losses, positive) => {
        const total = sum(losses);
        const shares = softmax(take(state.tasks, positive));
        return groupMeans(
          combine(shares, losses, (share, loss) => (share * total) / loss),
          groups,
        );
      });
      return { ...answer, state };
    },
  };
}

/** Card of {@link go4align}, for the docs and the command line. */
export const go4alignCard: StrategyCard = {
  title: 'GO4Align',
  summary: 'Clusters the tasks by progress, and gives all tasks of a cluster the same weight.',
  formula: 'qᵢ ← qᵢ·exp(−β·lᵢ) / Σⱼ qⱼ·exp(−β·lⱼ);  ωᵢ = qᵢ·Σⱼlⱼ / lᵢ;  wᵢ = mean of ω over the cluster of task i',
  paper: 'GO4Align: Group Optimization for Multi-Task Alignment',
  authors: 'J. Shen, Q. Wang, Z. Xiao, N. van Noord, M. Worring',
  venue: 'NeurIPS',
  year: 2024,
  link: 'https://arxiv.org/abs/2404.06486',
  needs: 'losses',
  headPolicy: 'weighted',
  state: 'log q of each task',
  backwardPasses: '1',
  invariances: [
    'Scaling all losses by c and β by 1/c does not change the weights.',
    'Tasks of the same cluster have the same weight.',
  ],
  options: go4alignOptions,
  departures: [
    'The authors’ code, whose formulas these are, runs k-means from random starts; here the global optimum of k-means is found, which is deterministic.',
    'The authors choose the number of clusters for each data set; the default here is 2.',
    'A loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate. A negative loss is an error.',
    'Not in LibMTL or TorchJD 0.17.',
  ],
};
