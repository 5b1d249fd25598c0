import { type GradientStats, type PerTask, random, type Random } from '@equipoise/core';

import { combine, put, sum, take } from '../math/per-task.ts';

/** An epoch of one batch, as a strategy sees it. */
export interface TestEpoch {
  /** What the batch tells. */
  readonly batch: GradientStats;
  /** Passed when the epoch has ended: the mean loss of every task. */
  readonly meanLosses: PerTask;
  /** What a gradient transform finds: three batches drawn independently, of gradients that do not depend on each other. */
  readonly draws?: readonly TestDraw[];
}

/** A batch, as a gradient transform finds it. */
export interface TestDraw {
  /** The loss of each task. */
  readonly losses: PerTask;
  /** The gradients, a row each. */
  readonly jacobian: readonly PerTask[];
}

/**
 * Some epochs that look like training, the same for the same seed: losses over six orders of magnitude, and Gramians of
 * random Jacobians whose rows differ in length by up to four.
 *
 * @param seed - Any whole number.
 * @param taskCount - How many tasks.
 */
export function testEpochs(seed: number, taskCount: number): TestEpoch[] {
  const draws = random(seed).fork('test epochs');
  const each = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);
  const magnitude = (decades: number): number => 10 ** (decades * (draws.next() - 0.5));
  const width = 1 + draws.integer(8);
  return each(5, () => {
    const jacobian = each(taskCount, () => {
      const length = magnitude(4);
      return each(width, () => length * draws.normal());
    });
    return {
      batch: { losses: each(taskCount, () => magnitude(6)), gramian: gramianOf(jacobian) },
      meanLosses: each(taskCount, () => magnitude(6)),
    };
  }).map((epoch, index) => ({ ...epoch, draws: testDraws(random(seed).fork(`draws of ${index}`), taskCount) }));
}

function testDraws(draws: Random, taskCount: number): TestDraw[] {
  const each = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);
  return each(3, () => ({
    losses: each(taskCount, () => 10 ** (2 * draws.next() - 1)),
    jacobian: each(taskCount, () => each(24, () => draws.normal())),
  }));
}

/**
 * The Gramian of some gradients.
 *
 * @param jacobian - One row for each task.
 */
export function gramianOf(jacobian: readonly PerTask[]): PerTask[] {
  return jacobian.map((first) => jacobian.map((second) => sum(combine(first, second, (one, other) => one * other))));
}

/**
 * The same epochs with some of the tasks, in another order or fewer.
 *
 * @param epochs - Epochs in which all tasks are present.
 * @param tasks - The indices of the tasks that are wanted.
 */
export function onlyTasks(epochs: readonly TestEpoch[], tasks: readonly number[]): TestEpoch[] {
  return epochs.map(({ batch, meanLosses, draws = [] }) => ({
    batch: { losses: take(batch.losses, tasks), gramian: take(batch.gramian, tasks).map((row) => take(row, tasks)) },
    meanLosses: take(meanLosses, tasks),
    draws: draws.map(({ losses, jacobian }) => ({ losses: take(losses, tasks), jacobian: take(jacobian, tasks) })),
  }));
}

/**
 * The same epochs with the losses of tasks times a factor, and their gradients with them.
 *
 * @param epochs - Epochs in which all tasks are present.
 * @param factors - One for each task.
 */
export function scaleTasks(epochs: readonly TestEpoch[], factors: PerTask): TestEpoch[] {
  const times = (values: PerTask): PerTask => combine(values, factors, (value, factor) => value * factor);
  return epochs.map(({ batch, meanLosses, draws = [] }) => ({
    batch: {
      losses: times(batch.losses),
      gramian: combine(batch.gramian, factors, (row, factor) => times(row).map((value) => value * factor)),
    },
    meanLosses: times(meanLosses),
    draws: draws.map(({ losses, jacobian }) => ({
      losses: times(losses),
      jacobian: combine(jacobian, factors, (row, factor) => row.map((value) => value * factor)),
    })),
  }));
}

/**
 * A batch with the loss of one task replaced.
 *
 * @param batch - The batch.
 * @param index - Which of its numbers.
 * @param loss - The new loss.
 */
export function withLoss(batch: GradientStats, index: number, loss: number): GradientStats {
  return { ...batch, losses: put(batch.losses, [index], [loss]) };
}
