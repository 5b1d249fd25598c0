/** A matrix of numbers, row by row. */
type Matrix = readonly (readonly number[])[];

/**
 * What each task of a group gets there: the mean of what the others do for it.
 *
 * @param affinity - `affinity[k][j]` is how much task j helps task k.
 * @param members - The places of the group's tasks.
 * @param alone - What a task without others gets.
 * @returns One score for each member, in their order.
 */
export function scoresIn(affinity: Matrix, members: readonly number[], alone: number): readonly number[] {
  if (members.length === 1) return [alone];
  return members.map((task) => {
    const help = members.reduce((sum, other) => sum + (other === task ? 0 : (affinity[task]?.[other] ?? 0)), 0);
    return help / (members.length - 1);
  });
}

/** The best group for every set of tasks that it might serve; sets are bit masks. */
interface Servants {
  /** The sum of the scores of the set's tasks in that group. */
  readonly values: Float64Array;
  /** The group. */
  readonly groups: Int32Array;
}

/** For every set of tasks P the group G ⊇ P in which their scores have the largest sum: 3ᵏ pairs of a group and a part of it. */
function servantsOf(affinity: Matrix, alone: number): Servants {
  const sets = 2 ** affinity.length;
  const values = new Float64Array(sets).fill(Number.NEGATIVE_INFINITY);
  const groups = new Int32Array(sets);
  const sums = new Float64Array(sets);
  for (let group = 1; group < sets; group += 1) {
    const members = tasksOf(group);
    const scores = scoresIn(affinity, members, alone);
    const scoreOf = new Map(members.map((task, place) => [1 << task, scores[place] ?? 0]));
    for (let part = lowest(group); part !== 0; part = (part - group) & group) {
      const sum = (sums[part & (part - 1)] ?? 0) + (scoreOf.get(lowest(part)) ?? 0);
      sums[part] = sum;
      if (sum > (values[part] ?? 0)) [values[part], groups[part]] = [sum, group];
    }
  }
  return { values, groups };
}

/**
 * The at most so many groups of tasks, overlapping or not, that hold every task and whose sum over the tasks of the best score is
 * highest. Each task is served by one of them, so the tasks fall into as many sets as there are groups; the best such partition is found by
 * dynamic programming over all sets, in 3ᵏ steps for each group more.
 *
 * @param affinity - `affinity[k][j]` is how much task j helps task k.
 * @param most - How many groups there may be.
 * @param alone - What a task without others gets.
 * @returns The places of the tasks of each group; of choices of the same worth the one with fewest groups.
 */
export function bestGroups(affinity: Matrix, most: number, alone: number): readonly (readonly number[])[] {
  const { values, groups } = servantsOf(affinity, alone);
  const all = values.length - 1;
  const levels: Level[] = [{ sums: values, first: Int32Array.from(values, (_, set) => set) }];
  let best = 0;
  while (levels.length < Math.min(most, affinity.length)) {
    const level = withOneMore(values, levels.at(-1)?.sums ?? values);
    const [now = 0, before = 0] = [level.sums[all], levels[best]?.sums[all]];
    if (now > before + 1e-12 * Math.abs(before)) best = levels.length;
    levels.push(level);
  }
  const chosen: number[] = [];
  for (let [set, level] = [all, best]; set !== 0; level -= 1) {
    const part = levels[level]?.first[set] ?? set;
    chosen.push(groups[part] ?? 0);
    set &= ~part;
  }
  return chosen.map(tasksOf);
}

/** The best that groups up to some number can do for every set of tasks. */
interface Level {
  readonly sums: Float64Array;
  /** The part of the set, with its first task, that one of them serves. */
  readonly first: Int32Array;
}

/** For every set the best of serving it as it was, and of serving a part of it, with its first task, by a group more. */
function withOneMore(values: Float64Array, before: Float64Array): Level {
  const sums = new Float64Array(values.length);
  const first = new Int32Array(values.length);
  for (let set = 1; set < values.length; set += 1) {
    const head = lowest(set);
    const others = set & ~head;
    let best = Number.NEGATIVE_INFINITY;
    let chosen = 0;
    for (let rest = others; rest !== 0; rest = (rest - 1) & others) {
      const sum = (values[set & ~rest] ?? 0) + (before[rest] ?? 0);
      if (sum > best) [best, chosen] = [sum, set & ~rest];
    }
    const single = values[set] ?? 0;
    [sums[set], first[set]] = best > single ? [best, chosen] : [single, set];
  }
  return { sums, first };
}

function lowest(set: number): number {
  return set & -set;
}

function tasksOf(set: number): readonly number[] {
  return Array.from({ length: 32 - Math.clz32(set) }, (_, task) => task).filter((task) => ((set >> task) & 1) === 1);
}
