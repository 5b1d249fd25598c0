import type { AnyBalancer, PerTask, TaskMeasures, Weighing } from '@equipoise/core';

import { put, take } from '../math/per-task.ts';
import type { TestDraw, TestEpoch } from './epochs.ts';
import { linearBatch, type TransformMemory, tryTransform } from './transform-run.ts';

/** How {@link run} goes through the epochs. */
export interface RunOptions {
  /**
   * The indices of the tasks that the batches' numbers are for.
   *
   * @defaultValue all tasks
   */
  readonly tasks?: readonly number[];
  /**
   * Whether the strategy receives the progress of training.
   *
   * @defaultValue true
   */
  readonly progress?: boolean;
  /**
   * Processes the state and the slots between two calls, such as through JSON.
   *
   * @defaultValue nothing
   */
  readonly store?: (remembered: unknown) => unknown;
}

/**
 * The weights that a new run of a strategy answers to each batch; with a gradient transform, the directions of the steps follow.
 *
 * @param balancer - The strategy.
 * @param taskCount - How many tasks the run has.
 * @param epochs - The batches of the run.
 * @param options - How to go through them.
 */
export function run(
  balancer: AnyBalancer,
  taskCount: number,
  epochs: readonly TestEpoch[],
  options: RunOptions = {},
): RunAnswers {
  const { tasks, store = (remembered: unknown) => remembered } = options;
  const settings = { seed: 0, tasks: Array.from({ length: taskCount }, (_, task) => measuresOf(task)) };
  let memory = store({ state: balancer.init(taskCount, settings), slots: {} }) as TransformMemory;
  const directions: PerTask[] = [];
  const weights = epochs.map(({ batch, meanLosses, draws = [] }, epoch) => {
    const told = {
      ...(tasks && { tasks }),
      ...(options.progress === false ? {} : { progress: { step: epoch, epoch, epochs: epochs.length } }),
    };
    let answer: Weighing<unknown>;
    if (balancer.gradientTransform) {
      const outcome = tryTransform(balancer, { ...told, ...trialOf(draws, taskCount, tasks) }, memory);
      directions.push(outcome.direction);
      ({ answer } = outcome);
      memory = store(outcome.memory) as TransformMemory;
    } else {
      answer = balancer.weigh({ ...batch, ...told }, memory.state);
      memory = store({ state: answer.state, slots: {} }) as TransformMemory;
    }
    if (balancer.afterStep) {
      const after = { ...told, losses: tasks ? take(meanLosses, tasks) : meanLosses }; // As if a step had brought them there.
      memory = store({ ...memory, state: balancer.afterStep(after, memory.state) }) as TransformMemory;
    }
    if (balancer.endEpoch) {
      memory = store({ ...memory, state: balancer.endEpoch(meanLosses, memory.state) }) as TransformMemory;
    }
    if (balancer.afterValidation) {
      const metrics = meanLosses.map((loss) => ({ score: 1 / (1 + Math.abs(loss)) }));
      memory = store({ ...memory, state: balancer.afterValidation(metrics, memory.state) }) as TransformMemory;
    }
    return answer.weights;
  });
  return { weights, directions };
}

/** A task as a strategy may know it: of its mean loss L, 1 / (1 + L) is measured. */
function measuresOf(task: number): TaskMeasures {
  return { name: `task ${task}`, metrics: [{ name: 'score', mode: 'max', range: [0, 1] }] };
}

/** What a run answered. */
export interface RunAnswers {
  /** The weights of each batch. */
  readonly weights: readonly PerTask[];
  /** The direction of each step, where the strategy has a gradient transform. */
  readonly directions: readonly PerTask[];
}

/** Draws as the batches of a step; the rows of tasks that are not present are 0. */
function trialOf(draws: readonly TestDraw[], taskCount: number, tasks?: readonly number[]) {
  const width = draws[0]?.jacobian[0]?.length ?? 0;
  const wide = <Entry>(entries: readonly Entry[], none: Entry): readonly Entry[] =>
    tasks ? put(new Array<Entry>(taskCount).fill(none), tasks, entries) : entries;
  return {
    taskCount,
    parameters: new Array<number>(width).fill(0),
    batches: () =>
      draws.map(({ losses, jacobian }) =>
        linearBatch(wide(losses, 0), wide<PerTask>(jacobian, new Array<number>(width).fill(0))),
      ),
  };
}
