import {
  EquipoiseError,
  type LossStats,
  NonFiniteError,
  type PerTask,
  ShapeError,
  type StepStats,
} from '@equipoise/core';

/**
 * The indices of the tasks that a batch has labels for; all tasks if `stats.tasks` is left out.
 *
 * @param stats - What the batch tells.
 * @param taskCount - How many tasks the run has.
 */
export function presentTasks(stats: StepStats, taskCount: number): readonly number[] {
  return stats.tasks ?? Array.from({ length: taskCount }, (_, task) => task);
}

/**
 * The tasks of a batch, after a check of its losses: one per task, finite, none negative.
 *
 * @param owner - The strategy that looks at them.
 * @param stats - What the batch tells.
 * @param taskCount - How many tasks the run has.
 * @throws {@link @equipoise/core!ShapeError} when there are more or fewer losses than tasks.
 * @throws {@link @equipoise/core!NonFiniteError} when a loss is not a finite number.
 * @throws {@link @equipoise/core!EquipoiseError} when a loss is below 0.
 */
export function tasksWithLosses(owner: string, stats: LossStats, taskCount: number): readonly number[] {
  const tasks = presentTasks(stats, taskCount);
  checkFinite(owner, 'loss', stats.losses, tasks);
  stats.losses.forEach((loss, index) => {
    if (loss < 0)
      throw new EquipoiseError(`${owner}: the loss of task ${tasks[index]} must be at least 0, received ${loss}.`);
  });
  return tasks;
}

/**
 * Makes sure that there is one finite number per task. The error names every task whose number is not: in a shared statistic, one
 * task may have made the numbers of all others non-finite.
 *
 * @param owner - The strategy that looks at them.
 * @param what - What the numbers are, in the singular.
 * @param values - The numbers.
 * @param tasks - The indices of their tasks.
 * @throws {@link @equipoise/core!ShapeError} when there are more or fewer numbers than tasks.
 * @throws {@link @equipoise/core!NonFiniteError} when one is not a finite number.
 */
export function checkFinite(owner: string, what: string, values: PerTask, tasks: readonly number[]): void {
  if (values.length !== tasks.length) {
    throw new ShapeError(
      `${owner}: expected one ${what} for each of ${tasks.length} tasks, received ${values.length}.`,
    );
  }
  if (values.every(Number.isFinite)) return;
  const unfit = values.flatMap((value, index) => (Number.isFinite(value) ? [] : [index]));
  const [first = 0, ...others] = unfit;
  if (others.length === 0) {
    throw new NonFiniteError(`${owner}: the ${what} of task ${tasks[first]} is ${values[first]}.`);
  }
  const names = unfit.map((index) => `task ${tasks[index]}`).join(', ');
  throw new NonFiniteError(`${owner}: the ${what} is not a finite number for any of ${names}.`);
}
