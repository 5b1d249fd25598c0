import { type Balancer, InvalidOptionError } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { groupMeans } from '../math/cluster.ts';
import { combine, put, sum, take } from '../math/per-task.ts';
import { softmax } from '../math/softmax.ts';
import { checkNonNegative, checkOptions } from '../options.ts';
import { weighPositive } from '../positive.ts';
import { tasksWithLosses } from '../present.ts';

/** What {@link go4align} remembers. */
export interface Go4alignState {
  /** One entry for each task: log qᵢ, up to a number that all have in common. */
  readonly tasks: readonly number[];
}

/** What {@link go4align} can be told. */
export interface Go4alignOptions {
  /**
   * How many groups the tasks are put in, a whole number of at least 1.
   *
   * @defaultValue 2
   */
  readonly groups?: number;
  /**
   * β, at least 0: how fast q falls with the losses.
   *
   * @defaultValue 0.0001
   */
  readonly stepSize?: number;
}

/**
 * Group optimisation for task alignment: puts tasks that progress alike into groups, and weighs a group as one.
 *
 *     qᵢ ← qᵢ·exp(−β·lᵢ) / Σⱼ qⱼ·exp(−β·lⱼ)     ωᵢ = qᵢ · Σⱼ lⱼ / lᵢ     wᵢ = mean of ω over the group of task i
 *
 * The groups are those of k-means on ω. q starts at 1/K; the step is taken before the batch is weighed. The sums are over
 * the tasks of the batch. With as many groups as tasks or more each task is its own group.
 *
 * Losses must be 0 or more. A task whose loss is 0 (below 10⁻³⁰) has no ω: it is left out and weighs 0, and the status is
 * `'degenerate'`.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see J. Shen, Q. Wang, Z. Xiao, N. van Noord, M. Worring. GO4Align: Group Optimization for Multi-Task Alignment. NeurIPS
 *   2024. https://arxiv.org/abs/2404.06486
 */
export function go4align(options: Go4alignOptions = {}): Balancer<Go4alignState> {
  const owner = 'go4align';
  checkOptions(owner, options, go4alignCard);
  const { groups = 2, stepSize = 0.0001 } = options;
  if (!Number.isSafeInteger(groups) || groups < 1) {
    throw new InvalidOptionError(owner, 'groups', 'a whole number of at least 1', groups);
  }
  checkNonNegative({ owner, option: 'stepSize', value: stepSize });
  return {
    name: owner,
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

/** What to know of {@link go4align}. */
export const go4alignCard: StrategyCard = {
  title: 'GO4Align',
  summary: 'Puts tasks that progress alike into groups, and weighs a group as one.',
  formula: 'qᵢ ← qᵢ·exp(−β·lᵢ) / Σⱼ qⱼ·exp(−β·lⱼ);  ωᵢ = qᵢ·Σⱼlⱼ / lᵢ;  wᵢ = mean of ω over the group of task i',
  paper: 'GO4Align: Group Optimization for Multi-Task Alignment',
  authors: 'J. Shen, Q. Wang, Z. Xiao, N. van Noord, M. Worring',
  venue: 'NeurIPS',
  year: 2024,
  link: 'https://arxiv.org/abs/2404.06486',
  needs: 'losses',
  state: 'log q of each task',
  backwardPasses: '1',
  invariances: ['Multiplying all losses by c and β by 1/c changes nothing.', 'Tasks of one group weigh the same.'],
  options: [
    { name: 'groups', meaning: 'how many groups', defaultValue: '2', range: 'whole numbers of at least 1' },
    { name: 'stepSize', meaning: 'β, in units of 1/loss', defaultValue: '0.0001', range: 'at least 0' },
  ],
  departures: [
    'The authors’ code, whose formulas these are, runs k-means from random starts; here the best grouping of all is found, which is always the same.',
    'The number of groups is chosen for each data set there; here it is 2 unless told otherwise.',
    'A loss of 0 (below 10⁻³⁰) is left out, weighs 0 and is reported as degenerate. A negative loss is an error.',
    'LibMTL and TorchJD 0.17 do not have it.',
  ],
};
