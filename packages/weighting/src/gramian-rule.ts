import type { Balancer, GradientStats, PerTask, WeighingStatus } from '@equipoise/core';
import { ShapeError } from '@equipoise/core';

import { at, filled, type Matrix, type Vector } from './math/matrix.ts';
import { take } from './math/per-task.ts';
import { checkFinite, presentTasks } from './present.ts';

/** What a batch tells of the gradients, taken apart into lengths and directions. */
export interface Gradients {
  /** nᵢ, the length of each task's gradient. */
  readonly lengths: Vector;
  /** C, the cosines between the gradients; a row of zeros for a gradient that is 0. */
  readonly cosines: Matrix;
  /** The tasks whose gradient is not 0, as indices into the other fields. */
  readonly moving: readonly number[];
  /** The loss of each task. */
  readonly losses: PerTask;
  /** The indices of the tasks in the run. */
  readonly tasks: readonly number[];
}

/** Numbers below this have lost digits: squares of lengths below 10⁻¹⁵⁴ are 0. */
const smallestSquare = 2 ** -1022;

/** What a rule without memory answers. */
export interface Ruling {
  /** One weight for each task that is present. */
  readonly weights: Iterable<number>;
  /**
   * How the rule came by them.
   *
   * @defaultValue 'solved'
   */
  readonly status?: WeighingStatus;
}

/** What a rule without memory remembers. */
export interface GramianRuleState {
  /** How many tasks the run has. */
  readonly taskCount: number;
}

/**
 * Makes a strategy of a rule that looks at the gradients of one batch and remembers nothing.
 *
 * @param name - The strategy's name.
 * @param rule - The rule.
 */
export function gramianRule(
  name: string,
  rule: (gradients: Gradients) => Ruling,
): Balancer<GramianRuleState, GradientStats> {
  return {
    name,
    needs: 'gramian',
    init: (taskCount) => ({ taskCount }),
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      const { weights, status = 'solved' } = rule(readGradients(name, stats, present));
      return { weights: [...weights], state, status };
    },
  };
}

/**
 * Takes a Gramian apart into lengths and cosines, so that rules need not mind how long the gradients are.
 *
 * @param owner - The strategy that looks at it.
 * @param stats - What the batch tells.
 * @param tasks - The indices of the tasks that are present.
 * @throws {@link @equipoise/core!ShapeError} when there is not one loss for each task, or not one row and column.
 * @throws {@link @equipoise/core!NonFiniteError} when a number is not finite; it names the task.
 */
export function readGradients(owner: string, stats: GradientStats, tasks: readonly number[]): Gradients {
  const { losses, gramian } = stats;
  checkFinite(owner, 'loss', losses, tasks);
  const count = tasks.length;
  if (gramian.length !== count || gramian.some((row) => row.length !== count)) {
    throw new ShapeError(`${owner}: expected a ${count} × ${count} Gramian.`);
  }
  const squares = gramian.map((row, index) => row[index] ?? 0);
  checkFinite(owner, 'squared gradient length', squares, tasks);
  gramian.forEach((row, index) => {
    checkFinite(owner, `product with the gradient of task ${tasks[index] ?? index}, by the gradient`, row, tasks);
  });
  const lengths = Array.from(squares, (square) => (square < smallestSquare ? 0 : Math.sqrt(square)));
  const cosines = gramian.map((row, index) =>
    Array.from(row, (product, column) => {
      if (index === column) return at(lengths, index) > 0 ? 1 : 0;
      const mirrored = gramian[column]?.[index] ?? product;
      return cosine((product + mirrored) / 2, at(lengths, index), at(lengths, column));
    }),
  );
  return {
    lengths,
    cosines,
    losses,
    tasks,
    moving: tasks.flatMap((_, index) => (at(lengths, index) > 0 ? [index] : [])),
  };
}

/**
 * The same gradients without those that are 0.
 *
 * @param gradients - The gradients.
 */
export function onlyMoving({ lengths, cosines, losses, tasks, moving }: Gradients): Gradients {
  const rows = moving.map((task) => Array.from(moving, (column) => at(cosines[task] ?? lengths, column)));
  return {
    lengths: Array.from(moving, (task) => at(lengths, task)),
    cosines: rows,
    moving: rows.map((_, index) => index),
    losses: moving.map((task) => losses[task] ?? 0),
    tasks: take(tasks, moving),
  };
}

/**
 * Weights of all tasks from those of the tasks whose gradient is not 0; the others weigh 0.
 *
 * @param gradients - The gradients of all tasks.
 * @param weights - The weights.
 */
export function spread(gradients: Gradients, weights: Vector): Vector {
  const all = filled(gradients.lengths.length, 0);
  gradients.moving.forEach((task, index) => (all[task] = at(weights, index)));
  return all;
}

/**
 * The Gramian in double precision, symmetric.
 *
 * @param gradients - The gradients.
 */
export function gramianOf({ lengths, cosines }: Gradients): Matrix {
  return cosines.map((row, index) => row.map((entry, column) => entry * at(lengths, index) * at(lengths, column)));
}

function cosine(product: number, first: number, second: number): number {
  if (first === 0 || second === 0) return 0;
  return Math.min(Math.max(product / first / second, -1), 1);
}
