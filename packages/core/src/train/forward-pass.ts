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
interface Model {
  readonly network: Network;
  readonly parameters: Variable;
  readonly tasks: readonly CompleteTask[];
}

/**
 * The loss of each task on a batch, as training sees it.
 *
 * @param model - The model.
 * @param batch - The batch.
 * @param parameters - A tensor for each parameter, when they are taken apart already.
 */
export function taskLosses(model: Model, batch: BatchTensors, parameters = apart(model)): readonly Tensor[] {
  const outputs = model.network.apply(batch.inputs, parameters, { training: true });
  return model.tasks.map(({ loss }, task) => {
    const perExample = lossFunctions[loss](at(outputs, task) as Tensor2D, at(batch.labels, task));
    return maskedMean(perExample, (batch.present[task] ?? undefined) as Tensor1D | undefined);
  });
}

/**
 * Uses a forward pass whose gradients can be asked for, and frees what they needed.
 *
 * @param model - The model.
 * @param batch - The batch.
 * @param use - Asks for gradients.
 */
export function withForward<Result>(model: Model, batch: BatchTensors, use: (forward: Forward) => Result): Result {
  const parameters = apart(model);
  const { result, tape } = Tape.record(() => taskLosses(model, batch, parameters));
  try {
    return use({ losses: result, parameters, tape });
  } finally {
    tape.dispose();
  }
}

function apart({ network, parameters }: Model): readonly Tensor[] {
  return network.unflatten(parameters as unknown as Tensor1D);
}
