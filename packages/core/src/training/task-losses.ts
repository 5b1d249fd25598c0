import { addN, mul, scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { type Inputs, labelsOf } from '../data/dataset.ts';
import { type BatchLabels, batchLoss, batchTerms } from '../losses/batch-loss.ts';
import type { ForwardRun } from '../model/forward-run.ts';
import type { ModelGraph } from '../model/model-graph.ts';
import type { Task } from '../tasks/task.ts';

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
  return lossesOf(answersOf(graph, batch, run));
}

/**
 * The loss of each task on a batch, and the objective of each example: as many times as there are examples what it adds to the sum of the losses, in which a task counts by its priority.
 *
 * @param graph - The model.
 * @param batch - The batch.
 * @param run - The forward pass.
 */
export function exampleObjectives(
  graph: ModelGraph,
  batch: BatchTensors,
  run: ForwardRun,
): { readonly losses: readonly Tensor[]; readonly objectives: Tensor1D } {
  const answers = answersOf(graph, batch, run);
  const terms = answers.flatMap(({ task, output, labels }) =>
    output && labels ? [mul<Tensor1D>(batchTerms(task.kind.loss, output, labels), task.priority ?? 1)] : [],
  );
  const added = addN(terms);
  return { losses: lossesOf(answers), objectives: mul(added, added.size) };
}

/** What the model says of a task, and the truth; neither for a task that the batch has no labels for. */
interface Answer {
  readonly task: Task;
  readonly output?: Tensor | undefined;
  readonly labels?: BatchLabels | undefined;
}

function answersOf(graph: ModelGraph, batch: BatchTensors, run: ForwardRun): readonly Answer[] {
  const { tasks } = graph.parts;
  const labelled = tasks.filter(({ name }) => Object.hasOwn(batch.labels, name));
  const outputs = graph.call(batch.inputs, labelled, run);
  return tasks.map((task) => {
    const found = labelsOf(batch, task.name);
    const labels = found && {
      labels: found.values,
      mask: (found.mask ?? undefined) as Tensor1D | undefined,
      weight: (found.weight ?? undefined) as Tensor1D | undefined,
    };
    return { task, output: outputs[task.name], labels };
  });
}

function lossesOf(answers: readonly Answer[]): readonly Tensor[] {
  return answers.map(({ task, output, labels }) =>
    output && labels ? batchLoss(task.kind.loss, output, labels) : scalar(0),
  );
}
