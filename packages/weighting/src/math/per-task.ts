import { type PerTask, ShapeError } from '@equipoise/core';

/**
 * The same value for every task.
 *
 * @param value - The value.
 * @param tasks - Any list with one entry a task.
 */
export function same<Value>(value: Value, tasks: readonly unknown[]): Value[] {
  return tasks.map(() => value);
}

/**
 * The sum.
 *
 * @param values - The numbers.
 */
export function sum(values: PerTask): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * The arithmetic mean.
 *
 * @param values - The numbers, at least one.
 */
export function mean(values: PerTask): number {
  return sum(values) / values.length;
}

/**
 * Every number times a factor.
 *
 * @param factor - The factor.
 * @param values - The numbers.
 */
export function scale(factor: number, values: PerTask): PerTask {
  return values.map((value) => factor * value);
}

/**
 * Two lists made into one, task by task.
 *
 * @param first - One entry a task.
 * @param second - One entry a task.
 * @param join - Joins the two entries of a task.
 * @throws {@link @equipoise/core!ShapeError} when one list is longer than the other.
 */
export function combine<First, Second, Joined>(
  first: readonly First[],
  second: readonly Second[],
  join: (first: First, second: Second) => Joined,
): Joined[] {
  if (first.length !== second.length) {
    throw new ShapeError(
      `weighting: two lists of tasks must be equally long, received ${first.length} and ${second.length}.`,
    );
  }
  return first.map((entry, task) => join(entry, entryOf(second, task)));
}

/**
 * The entries of some tasks.
 *
 * @param entries - One entry a task.
 * @param tasks - The indices of the tasks that are wanted.
 * @throws {@link @equipoise/core!ShapeError} when there is no such task.
 */
export function take<Entry>(entries: readonly Entry[], tasks: readonly number[]): Entry[] {
  return tasks.map((task) => entryOf(entries, task));
}

/**
 * The list with the entries of some tasks replaced; the others do not change.
 *
 * @param entries - One entry a task.
 * @param tasks - The indices of the tasks to replace.
 * @param replacements - Their new entries, in the same order.
 */
export function put<Entry>(
  entries: readonly Entry[],
  tasks: readonly number[],
  replacements: readonly Entry[],
): Entry[] {
  const result = [...entries];
  tasks.forEach((task, index) => {
    result[task] = entryOf(replacements, index);
  });
  return result;
}

/**
 * The diagonal of a square matrix.
 *
 * @param matrix - Its rows.
 */
export function diagonal(matrix: readonly PerTask[]): PerTask {
  return matrix.map((row, task) => entryOf(row, task));
}

function entryOf<Entry>(entries: readonly Entry[], task: number): Entry {
  const entry = entries[task];
  if (entry === undefined) throw new ShapeError(`weighting: there is no task ${task} among ${entries.length} tasks.`);
  return entry;
}
