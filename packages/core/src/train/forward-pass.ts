import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { maskedMean } from '../losses/masked-mean.ts';
import { losses as lossFunctions } from '../losses/registry.ts';
import type { Network } from '../model/network.ts';
import type { CompleteTask } from '../task.ts';
import { Tape } from './tape.ts';
import type { Forward } from './task-gradients.ts';

/** A batch while a step is traced. */
export interface BatchTensors {
  /** The examples. */
  readonly inputs: Tensor;
  /** Each task's labels, in task order. */
  readonly labels: readonly Tensor[];
  /** 1 where an example has a task's label; `null` for a task that no example lacks. */
  readonly present: readonly (Tensor | null)[];
}

/** What a forward pass goes through. */
export interface Model {
  /** What is computed. */
  readonly network: Network;
  /** All parameters in one vector. */
  readonly parameters: Variable;
  /** What is learnt. */
  readonly tasks: readonly CompleteTask[];
}

/**
 * The loss of each task on a batch, as training sees it.
 *
 * @param model - The model.
 * @param batch - The batch.
 * @param parameters - A tensor for each parameter, when they are taken apart already.
 * @param training - Whether numbers are dropped out, where the model does that.
 */
export function taskLosses(
  model: Model,
  batch: BatchTensors,
  parameters = apart(model),
  training = true,
): readonly Tensor[] {
  const outputs = model.network.apply(batch.inputs, parameters, { training });
  return model.tasks.map(({ loss }, task) => {
    const perExample = lossFunctions[loss](at(outputs, task) as Tensor2D, at(batch.labels, task));
    return maskedMean(perExample, (batch.present[task] ?? undefined) as Tensor1D | undefined);
  });
}

/**
 * A forward pass whose gradients can be asked for, until its tape is disposed of.
 *
 * @param model - The model.
 * @param batch - The batch.
 * @param vector - All parameters in a row, where they are not those of the model; nothing is dropped out then.
 */
export function recordForward(model: Model, batch: BatchTensors, vector?: Tensor1D): Forward {
  const parameters = vector ? model.network.unflatten(vector) : apart(model);
  const { result, tape } = Tape.record(() => taskLosses(model, batch, parameters, !vector));
  return { losses: result, parameters, tape };
}

/**
 * Uses a forward pass whose gradients can be asked for, and frees what they needed.
 *
 * @param model - The model.
 * @param batch - The batch.
 * @param use - Asks for gradients.
 */
export function withForward<Result>(model: Model, batch: BatchTensors, use: (forward: Forward) => Result): Result {
  const forward = recordForward(model, batch);
  try {
    return use(forward);
  } finally {
    forward.tape.dispose();
  }
}

function apart({ network, parameters }: Model): readonly Tensor[] {
  return network.unflatten(parameters as unknown as Tensor1D);
}
