import { checkKnownOptions, InvalidOptionError, ShapeError } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { bestGroups, scoresIn } from './best-groups.ts';

/** What {@link groupTasks} can be told. */
export interface GroupingOptions {
  /** How many models there may be: at least 1. */
  readonly groups: number;
  /**
   * What a task in a model of its own is worth. 0 for transfers measured against models of one task; TAG's code has −10⁶, so that no task is
   * alone where it need not be.
   *
   * @defaultValue −10⁶
   */
  readonly alone?: number;
}

/** A choice of models for tasks. */
export interface Grouping {
  /** The tasks that each model learns, by their places. A task may be learnt by several models: it helps others there. */
  readonly groups: readonly (readonly number[])[];
  /** For each task the place of the model that serves it: the one in which its score is best. */
  readonly servedBy: readonly number[];
  /** The mean over the tasks of their scores in the models that serve them. */
  readonly score: number;
}

/** Each task more takes three times as long. */
const mostTasks = 15;

/**
 * Chooses which tasks should be learnt together, from how much each helps each other (TAG's network selection). A task's score in
 * a group is the mean of what the others of the group do for it; at most so many groups are chosen, which may overlap and together hold every
 * task, so that the mean over the tasks of their best scores is highest.
 *
 *     max over groups G₁ … Gₛ of  1/K Σₖ maxₛ S(k, Gₛ)        S(k, G) = 1/(|G| − 1) Σ_{j ∈ G, j ≠ k} A[k][j]
 *
 * Exact for any number of tasks that it takes, by dynamic programming over sets of tasks where TAG's code tries every choice of groups. Of
 * choices that are worth the same the one with fewest groups is given.
 *
 * @param affinity - `affinity[k][j]` is how much task j helps task k; what stands on the diagonal does not matter.
 * @param options - How many groups, and what a task alone is worth.
 * @throws {@link @equipoise/core!ShapeError} when the matrix is not square and finite, {@link @equipoise/core!InvalidOptionError} when there are
 *   fewer than 1 or more than 15 tasks, or fewer than 1 group, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 * @see C. Fifty, E. Amid, Z. Zhao, T. Yu, R. Anil, C. Finn. Efficiently Identifying Task Groupings for Multi-Task Learning. NeurIPS 2021.
 *   https://arxiv.org/abs/2109.04617
 */
export function groupTasks(affinity: readonly (readonly number[])[], options: GroupingOptions): Grouping {
  checkKnownOptions<GroupingOptions>('groupTasks', options, { groups: true, alone: true });
  const { groups, alone = -1e6 } = options;
  const tasks = affinity.length;
  if (!(Number.isSafeInteger(groups) && groups >= 1)) {
    throw new InvalidOptionError('groupTasks', 'groups', 'a whole number of at least 1', groups);
  }
  if (!Number.isFinite(alone)) throw new InvalidOptionError('groupTasks', 'alone', 'a finite number', alone);
  if (!(tasks >= 1 && tasks <= mostTasks)) {
    throw new InvalidOptionError('groupTasks', 'affinity', `of 1 to ${mostTasks} tasks`, tasks);
  }
  const bad = affinity.find(
    (row, task) => row.length !== tasks || row.some((value, other) => other !== task && !Number.isFinite(value)),
  );
  if (bad)
    throw new ShapeError(
      `groupTasks: expected ${tasks} rows of ${tasks} finite numbers, received a row [${bad.join(', ')}].`,
    );
  const chosen = bestGroups(affinity, groups, alone).map((members) => {
    const scores = scoresIn(affinity, members, alone);
    return { members, scoreOf: (task: number): number => scores[members.indexOf(task)] ?? Number.NEGATIVE_INFINITY };
  });
  const served = affinity.map((_, task) => {
    const scores = chosen.map(({ scoreOf }) => scoreOf(task));
    const score = Math.max(...scores);
    return { score, by: scores.indexOf(score) };
  });
  return {
    groups: chosen.map(({ members }) => members),
    servedBy: served.map(({ by }) => by),
    score: mean(served.map(({ score }) => score)),
  };
}
