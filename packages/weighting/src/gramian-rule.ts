import type { Balancer, GradientStats, PerTask, WeighingStatus } from '@equipoise/core';
import { ShapeError } from '@equipoise/core';

import { at, block, filled, type Matrix, type Vector } from './math/matrix.ts';
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
  const lengths = readLengths(owner, gramian, tasks);
  const cosines: Vector[] = [];
  gramian.forEach((row, index) => {
    if (!row.every(Number.isFinite)) {
      checkFinite(owner, `product with the gradient of task ${tasks[index] ?? index}, by the gradient`, row, tasks);
    }
    const length = at(lengths, index);
    const entries: Vector = [];
    for (let column = 0; column < index; column += 1) entries.push(at(cosines[column] ?? entries, index));
    entries.push(length > 0 ? 1 : 0);
    for (let column = index + 1; column < row.length; column += 1) {
      const product = row[column] ?? 0;
      const mirrored = gramian[column]?.[index] ?? product;
      entries.push(cosine((product + mirrored) / 2, length, at(lengths, column)));
    }
    cosines.push(entries);
  });
  const moving: number[] = [];
  lengths.forEach((length, index) => {
    if (length > 0) moving.push(index);
  });
  return { lengths, cosines, losses, tasks, moving };
}

/** The lengths of the gradients, once their Gramian is known to have a row and a column for each task. */
function readLengths(owner: string, gramian: GradientStats['gramian'], tasks: readonly number[]): Vector {
  const count = tasks.length;
  if (gramian.length !== count || gramian.some((row) => row.length !== count)) {
    throw new ShapeError(`${owner}: expected a ${count} × ${count} Gramian.`);
  }
  const squares = gramian.map((row, index) => row[index] ?? 0);
  checkFinite(owner, 'squared gradient length', squares, tasks);
  return squares.map((square) => (square < smallestSquare ? 0 : Math.sqrt(square)));
}

/**
 * The same gradients without those that are 0.
 *
 * @param gradients - The gradients.
 */
export function onlyMoving(gradients: Gradients): Gradients {
  const { lengths, cosines, losses, tasks, moving } = gradients;
  if (moving.length === lengths.length) return gradients;
  const rows = block(cosines, moving);
  return {
    lengths: moving.map((task) => at(lengths, task)),
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
  if (gradients.moving.length === gradients.lengths.length) return weights;
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
  return cosines.map((row, index) => {
    const length = at(lengths, index);
    return row.map((entry, column) => entry * length * at(lengths, column));
  });
}

function cosine(product: number, first: number, second: number): number {
  if (first === 0 || second === 0) return 0;
  return Math.min(Math.max(product / first / second, -1), 1);
}
