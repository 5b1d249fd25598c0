import {
  type AnyBalancer,
  EquipoiseError,
  type PerTask,
  type TransformBatch,
  type Progress,
  random,
  type Weighing,
} from '@equipoise/core';
import {
  add,
  dispose,
  matMul,
  reshape,
  sub,
  type Tensor,
  tensor,
  type Tensor1D,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';

import { put, take } from '../math/per-task.ts';
import { weightedSum } from '../math/rows.ts';

/** What a run of a strategy with a gradient transform remembers. */
export interface TransformMemory {
  /** The strategy's state. */
  readonly state: unknown;
  /** The numbers of its slots, by their names; empty before the first step. */
  readonly slots: Readonly<Record<string, readonly number[]>>;
}

/** A step that a gradient transform is applied to, outside training. */
export interface TransformTrial {
  /** Gives the batches of the step, its own first; called where tensors are freed. */
  readonly batches: () => readonly TransformBatch[];
  /** All parameters, every one of which is shared. */
  readonly parameters: readonly number[];
  /**
   * How many numbers each tensor of the parameters has.
   *
   * @defaultValue one tensor of all
   */
  readonly sizes?: readonly number[];
  /** How many tasks the run has. */
  readonly taskCount: number;
  /**
   * The indices of the tasks that are present.
   *
   * @defaultValue all tasks
   */
  readonly tasks?: readonly number[];
  /**
   * Where training stands.
   *
   * @defaultValue the strategy is not told
   */
  readonly progress?: Progress;
  /**
   * The learning rate of the run.
   *
   * @defaultValue 0.1
   */
  readonly learningRate?: number;
  /**
   * Gives the random numbers of the step.
   *
   * @defaultValue draws that are the same in every step
   */
  readonly draw?: () => number;
}

/** The result of the step. */
export interface TransformOutcome {
  /** The strategy's answer. */
  readonly answer: Weighing<unknown>;
  /** The direction, or the update of a gradient transform that makes the optimizer's step. */
  readonly direction: readonly number[];
  /** What is remembered from now on. */
  readonly memory: TransformMemory;
}

/**
 * A batch of losses that are linear in the parameters.
 *
 * @param losses - The losses at the parameters.
 * @param jacobian - Their gradients, a row each.
 * @param parameters - The parameters.
 */
export function linearBatch(
  losses: PerTask,
  jacobian: readonly PerTask[],
  parameters: readonly number[] = (jacobian[0] ?? []).map(() => 0),
): TransformBatch {
  const rows = tensor2d(jacobian.map((row) => [...row]));
  const values = tensor1d([...losses]);
  const origin = tensor1d([...parameters]);
  return {
    losses: (at) => (at ? add(values, reshape(matMul(rows, reshape(sub(at, origin), [-1, 1])), [-1])) : values),
    gradient: (weights) => weightedSum(weights, rows),
    jacobian: () => rows,
  };
}

/**
 * Applies a strategy's gradient transform to one step, as training does, on plain numbers.
 *
 * @param balancer - The strategy.
 * @param trial - The step.
 * @param memory - What is remembered of the steps before; that of a new run when left out.
 * @throws {@link @equipoise/core!EquipoiseError} when the strategy has no gradient transform, or the step no batch.
 */
export function tryTransform(balancer: AnyBalancer, trial: TransformTrial, memory?: TransformMemory): TransformOutcome {
  const { gradientTransform, name } = balancer;
  const { taskCount, parameters, tasks = [...new Array<unknown>(taskCount).keys()], progress } = trial;
  const source = random(0);
  const { learningRate = 0.1, draw = () => source.next(), sizes = [parameters.length] } = trial;
  const { state, slots } = memory ?? { state: balancer.init(taskCount), slots: {} };
  if (!gradientTransform) throw new EquipoiseError(`${name}: has no gradient transform.`);
  const stats = { tasks, ...(progress && { progress }) };
  const scatter = (values: PerTask): Tensor1D => tensor1d(put(new Array<number>(taskCount).fill(0), tasks, values));
  let answer: Weighing<unknown> | undefined;

  const shapes = Object.entries(gradientTransform.slots ?? {}).map(([slot, axes]): [string, number[]] => [
    slot,
    axes.map((axis) => (axis === 'tasks' ? taskCount : parameters.length)),
  ]);
  const made = tidy(() => {
    const held = shapes.map(([slot, shape]): [string, Tensor] => {
      const saved = slots[slot];
      return [slot, saved ? tensor([...saved], shape) : zeros(shape)];
    });
    const [batch, ...extraBatches] = trial.batches();
    if (!batch) throw new EquipoiseError(`${name}: a step must have at least one batch.`);
    const present = scatter(tasks.map(() => 1));
    const weigh = (measured: Readonly<Record<string, Tensor>> = {}) => {
      const named = Object.entries(measured).map(([key, value]) => [key, ofTasks(value, tasks)] as const);
      const seen = { losses: take([...batch.losses().dataSync()], tasks), ...Object.fromEntries(named) };
      answer ??= balancer.weigh({ ...stats, ...seen }, state);
      return {
        weights: scatter(answer.weights),
        secondaryWeights: scatter(answer.secondaryWeights ?? tasks.map(() => 0)),
      };
    };
    const result = gradientTransform.apply({
      batch,
      extraBatches,
      present,
      learningRate,
      weigh,
      parameters: tensor1d([...parameters]),
      tensors: sizes.map((size) => ({ size, shared: true })),
      slots: Object.fromEntries(held),
      current: () => scatter(balancer.current?.(stats, state) ?? []),
      random: (shape) =>
        tensor(Array.from({ length: shape.reduce((product, length) => product * length, 1) }, draw), [...shape]),
    });
    const direction = result.update ?? result.direction ?? batch.gradient(weigh().weights);
    weigh();
    return [direction, ...shapes.map(([slot]) => result.slots?.[slot] ?? tensor([...(slots[slot] ?? [])]))];
  });
  const numbers = made.map((values) => [...values.dataSync()]);
  dispose(made);
  if (!answer) throw new EquipoiseError(`${name}: was not asked for weights.`);
  const names = shapes.map(([slot]) => slot);
  return {
    answer,
    direction: numbers[0] ?? [],
    memory: {
      state: answer.state,
      slots: Object.fromEntries(names.map((slot, index) => [slot, numbers[index + 1] ?? []])),
    },
  };
}

/** The part of what a gradient transform measured that is of some tasks. */
function ofTasks(value: Tensor, tasks: readonly number[]): PerTask | readonly PerTask[] {
  const values = value.arraySync() as number[] | number[][];
  return take<number | number[]>(values, tasks).map((entry) =>
    typeof entry === 'number' ? entry : take(entry, tasks),
  ) as PerTask | readonly PerTask[];
}
