import { scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import type { Inputs } from '../data/dataset.ts';
import { batchLoss } from '../losses/batch-loss.ts';
import type { ForwardRun } from '../model/forward-run.ts';
import type { ModelGraph } from '../model/model-graph.ts';

/** The labels of one task in a batch, while a step is traced. */
export interface LabelTensors {
  /** The labels, 0 where one is missing. */
  readonly values: Tensor;
  /** 1 where an example has a label, 0 where it is missing; `null` when none can be missing. */
  readonly mask: Tensor | null;
  /** How much each example counts; `null` when all count alike. */
  readonly weight: Tensor | null;
}

/** A batch while a step is traced. */
export interface BatchTensors {
  /** The examples of each input. */
  readonly inputs: Inputs<Tensor>;
  /** The labels of the tasks that the batch has labels for, by name. */
  readonly labels: Readonly<Record<string, LabelTensors>>;
}

/**
 * The loss of each task on a batch, in task order; 0 for a task that the batch has no labels for, which is not computed.
 *
 * @param graph - The model.
 * @param batch - The batch.
 * @param run - The forward pass.
 */
export function taskLosses(graph: ModelGraph, batch: BatchTensors, run: ForwardRun): readonly Tensor[] {
  const { tasks } = graph.parts;
  const labelled = tasks.filter(({ name }) => Object.hasOwn(batch.labels, name));
  const outputs = graph.call(batch.inputs, labelled, run);
  return tasks.map((task) => {
    const labels = Object.hasOwn(batch.labels, task.name) ? batch.labels[task.name] : undefined;
    const output = outputs[task.name];
    if (!labels || !output) return scalar(0);
    const { values, mask, weight } = labels;
    return batchLoss(task.kind.loss, output, {
      labels: values,
      mask: (mask ?? undefined) as Tensor1D | undefined,
      weight: (weight ?? undefined) as Tensor1D | undefined,
    });
  });
}
