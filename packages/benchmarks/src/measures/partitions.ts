import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import { mean } from '../statistics/summary.ts';
import { scoresIn } from './best-groups.ts';

/** What {@link bestPartitions} can be told. */
export interface PartitionsOptions {
  /** How many are given at most: at least 1. */
  readonly most: number;
  /**
   * What a task without others gets.
   *
   * @defaultValue 0
   */
  readonly alone?: number;
}

/** A choice of which tasks are learnt together, each in one group. */
export interface Partition {
  /** The places of the tasks of each group, in order. */
  readonly groups: readonly (readonly number[])[];
  /** The mean over the tasks of what the others of their group do for them. */
  readonly score: number;
}

/** Up to here every partition is looked at: 4140 of 8 tasks. */
const mostExhaustive = 8;
/** With more tasks even the branches that a bound leaves are too many. */
const mostTasks = 16;

/**
 * The partitions of the tasks with the highest scores. A task's score is the mean of what the others of its group do for it, as in `groupTasks`, where groups may overlap.
 * Up to 8 tasks every partition is looked at; with more, branches are left out that cannot come to more than the worst of the best found so far (branch and
 * bound). Both are exact.
 *
 * @param help - `help[k][j]` is how much task j helps task k; what stands on the diagonal does not matter.
 * @param options - How many, and what a task alone is worth.
 * @returns The best first; of equal ones the one found first.
 * @throws {@link @equipoise/core!InvalidOptionError} for fewer than 1 or more than 16 tasks, a number that is not finite, or fewer than 1 partition.
 */
export function bestPartitions(help: readonly (readonly number[])[], options: PartitionsOptions): readonly Partition[] {
  checkKnownOptions<PartitionsOptions>('bestPartitions', options, { most: true, alone: true });
  const { most, alone = 0 } = options;
  const tasks = help.length;
  if (!(tasks >= 1 && tasks <= mostTasks)) {
    throw new InvalidOptionError('bestPartitions', 'help', `of 1 to ${mostTasks} tasks`, tasks);
  }
  if (!(Number.isSafeInteger(most) && most >= 1)) {
    throw new InvalidOptionError('bestPartitions', 'most', 'a whole number of at least 1', most);
  }
  const unknown = help.flatMap((row, task) => row.filter((value, other) => task !== other && !Number.isFinite(value)));
  if (unknown.length > 0) throw new InvalidOptionError('bestPartitions', 'help', 'finite numbers', unknown[0]);
  const found: Partition[] = [];
  const worst = (): number => (found.length < most ? Number.NEGATIVE_INFINITY : (found.at(-1)?.score ?? 0));
  const groups: number[][] = [];
  const keep = (): void => {
    const scores = groups.flatMap((group) => scoresIn(help, group, alone));
    const partition = { groups: groups.map((group) => [...group]), score: mean(scores) };
    if (partition.score <= worst()) return;
    const place = found.findIndex(({ score }) => score < partition.score);
    found.splice(place < 0 ? found.length : place, 0, partition);
    found.length = Math.min(found.length, most);
  };
  const assign = (task: number): void => {
    if (task === tasks) {
      keep();
      return;
    }
    if (tasks > mostExhaustive && boundOf(help, groups, { next: task, alone }) <= worst()) return;
    for (const group of [...groups]) {
      group.push(task);
      assign(task + 1);
      group.pop();
    }
    groups.push([task]);
    assign(task + 1);
    groups.pop();
  };
  assign(0);
  return found;
}

/** What the partitions that go on from some groups can come to at most: each task gets the best others that may still join it. */
function boundOf(
  help: readonly (readonly number[])[],
  groups: readonly (readonly number[])[],
  { next, alone }: { readonly next: number; readonly alone: number },
): number {
  const later = help.map((_, task) => task).slice(next);
  const placed = groups.flatMap((group) => group.map((task) => bestOf(help, task, { group, later, alone })));
  const everyone = help.map((_, task) => task);
  const open = later.map((task) => bestOf(help, task, { group: [task], later: everyone, alone }));
  return mean([...placed, ...open]);
}

/** The best mean that a task can get from its group and any of those that may join. */
function bestOf(
  help: readonly (readonly number[])[],
  task: number,
  {
    group,
    later,
    alone,
  }: { readonly group: readonly number[]; readonly later: readonly number[]; readonly alone: number },
): number {
  const of = (other: number): number => help[task]?.[other] ?? 0;
  const others = group.filter((other) => other !== task);
  let [sum, count] = [others.reduce((total, other) => total + of(other), 0), others.length];
  let best = count === 0 ? alone : sum / count;
  const joining = later.filter((other) => other !== task).map(of);
  for (const value of joining.sort((a, b) => b - a)) {
    [sum, count] = [sum + value, count + 1];
    best = Math.max(best, sum / count);
  }
  return best;
}
