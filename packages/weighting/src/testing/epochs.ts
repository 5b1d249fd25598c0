import { type AnyBalancer, type GradientStats, type PerTask, random } from '@equipoise/core';

import { combine, put, sum, take } from '../math/per-task.ts';

/** An epoch of one batch: all that a strategy is told of it. */
export interface TestEpoch {
  /** What the batch tells. */
  readonly batch: GradientStats;
  /** What is told when the epoch has ended: the mean loss of every task. */
  readonly meanLosses: PerTask;
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
  });
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
  return epochs.map(({ batch, meanLosses }) => ({
    batch: { losses: take(batch.losses, tasks), gramian: take(batch.gramian, tasks).map((row) => take(row, tasks)) },
    meanLosses: take(meanLosses, tasks),
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
  return epochs.map(({ batch, meanLosses }) => ({
    batch: {
      losses: times(batch.losses),
      gramian: combine(batch.gramian, factors, (row, factor) => times(row).map((value) => value * factor)),
    },
    meanLosses: times(meanLosses),
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

/** How {@link run} goes through the epochs. */
export interface RunOptions {
  /**
   * The indices of the tasks that the batches' numbers are for.
   *
   * @defaultValue all tasks
   */
  readonly tasks?: readonly number[];
  /**
   * What becomes of the state between two calls.
   *
   * @defaultValue nothing
   */
  readonly store?: (state: unknown) => unknown;
}

/**
 * The weights that a new run of a strategy answers to each batch.
 *
 * @param balancer - The strategy.
 * @param taskCount - How many tasks the run has.
 * @param epochs - What the run is told.
 * @param options - How to go through them.
 */
export function run(
  balancer: AnyBalancer,
  taskCount: number,
  epochs: readonly TestEpoch[],
  options: RunOptions = {},
): PerTask[] {
  const { tasks, store = (state: unknown) => state } = options;
  let state = store(balancer.init(taskCount));
  return epochs.map(({ batch, meanLosses }, epoch) => {
    const progress = { step: epoch, epoch, epochs: epochs.length };
    const answer = balancer.weigh({ ...batch, ...(tasks && { tasks }), progress }, state);
    state = store(answer.state);
    if (balancer.endEpoch) state = store(balancer.endEpoch(meanLosses, state));
    return answer.weights;
  });
}
