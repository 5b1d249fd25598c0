import type { GradientStats, PerTask } from '@equipoise/core';

import { take } from '../math/per-task.ts';
import { gramianOf } from './epochs.ts';

/** A batch that strategies tend to fail on. */
export interface EdgeCase {
  /** A word or two for the head of a column. */
  readonly name: string;
  /** Which part of what a batch tells is unusual. */
  readonly about: 'tasks' | 'losses' | 'gradients' | 'scales';
  /** What is unusual, in words. */
  readonly meaning: string;
  /** The loss of each task. */
  readonly losses: PerTask;
  /** The gradient of each task, a row each. */
  readonly jacobian: readonly PerTask[];
  /** The task that has no label in any batch, if one has none. */
  readonly absent?: number;
  /** The task whose numbers a strategy may refuse, if one has such. */
  readonly bad?: number;
  /** What losses and gradients are those of the ordinary batch times. */
  readonly factors?: PerTask;
}

/** Losses and gradients that no strategy has trouble with; the two tasks are in conflict. */
const ordinary = {
  losses: [1, 2],
  jacobian: [
    [-4, 1, 1],
    [6, 1, 1],
  ],
} as const satisfies Pick<EdgeCase, 'losses' | 'jacobian'>;

const [first, second] = ordinary.jacobian;

/** The batches that the contract of a strategy speaks of. */
export const edgeCases: readonly EdgeCase[] = [
  { name: 'one task', about: 'tasks', meaning: 'the run has one task', losses: [2], jacobian: [[3, 4]] },
  {
    name: 'absent task',
    about: 'tasks',
    meaning: 'the second of three tasks has no label in any batch',
    losses: [1, 5, 2],
    jacobian: [first, [1, 2, 3], second],
    absent: 1,
  },
  {
    name: 'equal tasks',
    about: 'tasks',
    meaning: 'both tasks have the same loss and the same gradient',
    losses: [2, 2],
    jacobian: [
      [1, 2],
      [1, 2],
    ],
  },
  withLosses('a loss of 0', 'the first loss is 0', [0, 2]),
  withLosses('all losses 0', 'both losses are 0', [0, 0]),
  withLosses('a negative loss', 'the first loss is −1', [-1, 2], 0),
  withLosses('NaN', 'the second loss is not a number', [1, Number.NaN], 1),
  withLosses('∞', 'the second loss is infinite', [1, Number.POSITIVE_INFINITY], 1),
  withGradients('a gradient of 0', 'the first gradient is 0', [
    [0, 0],
    [0, 1],
  ]),
  withGradients('all gradients 0', 'both gradients are 0', [
    [0, 0],
    [0, 0],
  ]),
  withGradients('opposite', 'the second gradient is −2 times the first', [
    [1, 0],
    [-2, 0],
  ]),
  withGradients('cancelling', 'the gradients of three tasks add up to 0, and no two of them', [
    [1, 0],
    [0, 1],
    [-1, -1],
  ]),
  withGradients('NaN', 'a part of the second gradient is not a number', [first, [6, Number.NaN, 1]], 1),
  withGradients('∞', 'a part of the second gradient is infinite', [first, [6, Number.POSITIVE_INFINITY, 1]], 1),
  scaled('× 1e−10', 'all losses and gradients are multiplied by 1e−10', [1e-10, 1e-10]),
  scaled('× 1e10', 'all losses and gradients are multiplied by 1e10', [1e10, 1e10]),
  scaled('uneven', 'the first loss and gradient are multiplied by 1e10, the second by 1e−10', [1e10, 1e-10]),
];

/** What losses and gradients are multiplied in the cases about scales. */
export const ordinaryCase: EdgeCase = { name: 'ordinary', about: 'scales', meaning: 'an ordinary batch', ...ordinary };

/**
 * The tasks that are present in an edge case.
 *
 * @param edge - The edge case.
 */
export function presentIn({ losses, absent }: EdgeCase): readonly number[] {
  return [...losses.keys()].filter((task) => task !== absent);
}

/**
 * The statistics of the batch of an edge case.
 *
 * @param edge - The edge case.
 */
export function edgeBatch(edge: EdgeCase): GradientStats {
  const tasks = presentIn(edge);
  return { tasks, losses: take(edge.losses, tasks), gramian: gramianOf(take(edge.jacobian, tasks)) };
}

function withLosses(name: string, meaning: string, losses: PerTask, bad?: number): EdgeCase {
  return { name, about: 'losses', meaning, losses, jacobian: ordinary.jacobian, ...(bad === undefined ? {} : { bad }) };
}

function withGradients(name: string, meaning: string, jacobian: readonly PerTask[], bad?: number): EdgeCase {
  const losses = jacobian.map(() => 1);
  return { name, about: 'gradients', meaning, losses, jacobian, ...(bad === undefined ? {} : { bad }) };
}

function scaled(name: string, meaning: string, factors: PerTask): EdgeCase {
  const times = (values: PerTask, factor: number): PerTask => values.map((value) => value * factor);
  return {
    name,
    about: 'scales',
    meaning,
    losses: ordinary.losses.map((loss, task) => loss * (factors[task] ?? 1)),
    jacobian: ordinary.jacobian.map((row, task) => times(row, factors[task] ?? 1)),
    factors,
  };
}
