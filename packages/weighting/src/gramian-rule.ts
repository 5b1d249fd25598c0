import type { Balancer, GradientStats, OptionsSchema, PerTask, WeighingStatus } from '@equipoise/core';
import { ShapeError } from '@equipoise/core';

import { configOf } from './config-of.ts';
import { shortestInHull } from './math/hull.ts';
import { entryOrZero, block, filled, largest, type Matrix, quadratic, type Vector } from './math/matrix.ts';
import { cleanCosines, type Rounding, roundingOf } from './math/near-dependence.ts';
import { take } from './math/per-task.ts';
import { checkCount, preferenceOfTasks } from './preference.ts';
import { checkFinite, presentTasks } from './present.ts';

/** The task gradients of a batch, as norms and cosines. */
export interface Gradients {
  /** nᵢ, the norm of each task's gradient. */
  readonly norms: Vector;
  /** C, the cosines between the gradients; a row of zeros for a gradient that is 0. */
  readonly cosines: Matrix;
  /** The tasks whose gradient is not 0, as indices into the other fields. */
  readonly nonZero: readonly number[];
  /** Whether gradients depend on others, or so nearly that rounding decides rules that divide by the difference. */
  readonly nearlyDependent: boolean;
  /** How much of the Gramian is rounding. */
  readonly rounding: Rounding;
  /** How much each task matters, above 0 and 1 on average. */
  readonly preference: Vector;
  /** The loss of each task. */
  readonly losses: PerTask;
  /** The indices of the tasks in the run. */
  readonly tasks: readonly number[];
}

/** Subnormal numbers below these have lost digits: squares of norms below 10⁻¹⁹ in single precision, or 10⁻¹⁵⁴, count as 0. */
const smallestSquares = { float32: 2 ** -126, float64: 2 ** -1022 } as const;

/** The answer of a stateless rule. */
export interface Ruling {
  /** One weight for each task that is present. */
  readonly weights: Iterable<number>;
  /**
   * How the rule computed them.
   *
   * @defaultValue 'solved'
   */
  readonly status?: WeighingStatus;
}

/** The state of a stateless rule. */
export interface GramianRuleState {
  /** How many tasks the run has. */
  readonly taskCount: number;
  /** The priority of each task, where they differ. */
  readonly priorities?: PerTask;
}

/** What a rule declares beside its options. */
interface RuleTraits {
  /** Whether it weighs the tasks by {@link Gradients.preference}; its schema then has the option `preference`. */
  readonly holdsPriorities?: boolean;
}

/**
 * Creates a strategy from a stateless rule that needs the gradients of one batch.
 *
 * @param schema - The options of the strategy; it also has its name.
 * @param options - The options that it was given.
 * @param rule - The rule.
 * @param traits - What it declares beside its options.
 * @throws what {@link configOf} throws.
 */
export function gramianRule(
  schema: Pick<OptionsSchema, 'owner' | 'read'>,
  options: object,
  rule: (gradients: Gradients) => Ruling,
  { holdsPriorities = false }: RuleTraits = {},
): Balancer<GramianRuleState, GradientStats> {
  const name = schema.owner;
  const { preference } = schema.read(options) as { readonly preference?: PerTask };
  return {
    name,
    config: configOf(schema, options),
    headPolicy: 'unweighted',
    needs: 'gramian',
    ...(holdsPriorities && { holdsPriorities }),
    init(taskCount, settings) {
      checkCount(name, 'preference', preference, taskCount);
      const priorities = holdsPriorities ? settings?.priorities : undefined;
      return { taskCount, ...(priorities && { priorities }) };
    },
    weigh(stats, state) {
      const present = presentTasks(stats, state.taskCount);
      const gradients = readGradients(name, stats, present);
      const weighed = { ...gradients, preference: preferenceOfTasks(present, preference, state.priorities) };
      const { weights: answer, status = 'solved' } = rule(weighed);
      const weights = [...answer];
      return { weights, state, status: statusOf(gradients, weights, status) };
    },
  };
}

/**
 * Splits a Gramian into norms and cosines, so that rules do not depend on the scales of the gradients.
 *
 * @param owner - The strategy, for error messages.
 * @param stats - The statistics of the batch.
 * @param tasks - The indices of the tasks that are present.
 * @throws {@link @equipoise/core!ShapeError} when there is not one loss for each task, or not one row and column.
 * @throws {@link @equipoise/core!NonFiniteError} when a number is not finite; it names the task.
 */
export function readGradients(owner: string, stats: GradientStats, tasks: readonly number[]): Gradients {
  const { losses, gramian, precision = 'float32' } = stats;
  checkFinite(owner, 'loss', losses, tasks);
  const norms = readNorms(owner, gramian, tasks, smallestSquares[precision]);
  const cosines: Vector[] = [];
  gramian.forEach((row, index) => {
    if (!row.every(Number.isFinite)) {
      checkFinite(owner, `product with the gradient of task ${tasks[index] ?? index}, by the gradient`, row, tasks);
    }
    const length = entryOrZero(norms, index);
    const entries: Vector = [];
    for (let column = 0; column < index; column += 1) entries.push(entryOrZero(cosines[column] ?? entries, index));
    entries.push(length > 0 ? 1 : 0);
    for (let column = index + 1; column < row.length; column += 1) {
      const product = row[column] ?? 0;
      const mirrored = gramian[column]?.[index] ?? product;
      entries.push(cosine((product + mirrored) / 2, length, entryOrZero(norms, column)));
    }
    cosines.push(entries);
  });
  const nonZero: number[] = [];
  norms.forEach((length, index) => {
    if (length > 0) nonZero.push(index);
  });
  const rounding = roundingOf(precision, tasks.length);
  const preference = filled(tasks.length, 1);
  return { norms, ...cleanCosines(cosines, rounding), rounding, preference, losses, tasks, nonZero };
}

/**
 * The status of weights: `'degenerate'` where their update is what rounding left of parts that cancel.
 *
 * @param gradients - The gradients.
 * @param weights - The weights.
 * @param status - How they were computed.
 */
export function statusOf(
  { norms, cosines, rounding: { lost } }: Gradients,
  weights: PerTask,
  status: WeighingStatus,
): WeighingStatus {
  if (status !== 'solved' || lost === 0) return status;
  const longest = largest(norms);
  if (longest === 0) return status;
  const parts = norms.map((length, task) => (length / longest) * entryOrZero([...weights], task));
  const total = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  return total > 0 && quadratic(cosines, parts) < lost * total ** 2 ? 'degenerate' : status;
}

/**
 * |Σ sᵢuᵢ|² of the shortest combination of the gradients' directions uᵢ, over sᵢ ≥ 0 with Σ sᵢ = 1: 0 where gradients cancel. There the updates that
 * conflict with no task have no inside, and rules jump that ask for one of them.
 *
 * @param gradients - The gradients; those that are 0 do not count.
 */
export function shortestMix(gradients: Gradients): number {
  const { cosines } = withoutZeroGradients(gradients);
  if (cosines.every((row) => row.every((entry) => entry >= 0))) return 1 / Math.max(cosines.length, 1);
  const { weights, zero } = shortestInHull(cosines, filled(cosines.length, 1));
  return zero ? 0 : quadratic(cosines, weights);
}

/**
 * The status of weights that jump where gradients cancel: `'degenerate'` where only rounding tells whether they do.
 *
 * @param gradients - The gradients.
 * @param status - How the weights were computed.
 */
export function statusNearCancelling(gradients: Gradients, status: WeighingStatus): WeighingStatus {
  const { lost } = gradients.rounding;
  return status === 'solved' && lost > 0 && shortestMix(gradients) < lost ? 'degenerate' : status;
}

/** The norms of the gradients, after a check of the Gramian's shape. */
function readNorms(owner: string, gramian: GradientStats['gramian'], tasks: readonly number[], least: number): Vector {
  const count = tasks.length;
  if (gramian.length !== count || gramian.some((row) => row.length !== count)) {
    throw new ShapeError(`${owner}: expected a ${count} × ${count} Gramian.`);
  }
  const squares = gramian.map((row, index) => row[index] ?? 0);
  checkFinite(owner, 'squared gradient length', squares, tasks);
  return squares.map((square) => (square < least ? 0 : Math.sqrt(square)));
}

/**
 * The same gradients without zero gradients.
 *
 * @param gradients - The gradients.
 */
export function withoutZeroGradients(gradients: Gradients): Gradients {
  const { norms, cosines, losses, tasks, nonZero, preference } = gradients;
  if (nonZero.length === norms.length) return gradients;
  const rows = block(cosines, nonZero);
  return {
    ...gradients,
    preference: nonZero.map((task) => entryOrZero(preference, task)),
    norms: nonZero.map((task) => entryOrZero(norms, task)),
    cosines: rows,
    nonZero: rows.map((_, index) => index),
    losses: nonZero.map((task) => losses[task] ?? 0),
    tasks: take(tasks, nonZero),
  };
}

/**
 * Weights of all tasks from those of the tasks whose gradient is not 0; the others get weight 0.
 *
 * @param gradients - The gradients of all tasks.
 * @param weights - The weights.
 */
export function scatter(gradients: Gradients, weights: Vector): Vector {
  if (gradients.nonZero.length === gradients.norms.length) return weights;
  const all = filled(gradients.norms.length, 0);
  gradients.nonZero.forEach((task, index) => (all[task] = entryOrZero(weights, index)));
  return all;
}

/**
 * The Gramian in double precision, symmetric.
 *
 * @param gradients - The gradients.
 */
export function gramianOf({ norms, cosines }: Gradients): Matrix {
  return cosines.map((row, index) => {
    const length = entryOrZero(norms, index);
    return row.map((entry, column) => entry * length * entryOrZero(norms, column));
  });
}

function cosine(product: number, first: number, second: number): number {
  if (first === 0 || second === 0) return 0;
  return Math.min(Math.max(product / first / second, -1), 1);
}
