import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';

import type { ForwardRun } from '../model/forward-run.ts';
import type { ModelGraph, Partition } from '../model/model-graph.ts';
import { Tape } from './tape.ts';
import { type BatchTensors, exampleObjectives, taskLosses } from './task-losses.ts';

/** One forward pass whose gradients can be asked for, until its tape is disposed of. */
export interface Forward {
  /** Each task's loss, in task order. */
  readonly losses: readonly Tensor[];
  /** The objective of each example, where these are balanced in place of the tasks. */
  readonly objectives?: Tensor1D;
  /** The parameters that it started from. */
  readonly parameters: readonly Tensor[];
  /** Which parameters are shared. */
  readonly partition: Partition;
  /** What its gradients need. */
  readonly tape: Tape;
  /** The pass itself: what its layers assigned. */
  readonly run: ForwardRun;
}

/** What a forward pass goes through. */
export interface Weights {
  /** What is computed. */
  readonly graph: ModelGraph;
  /** All parameters in one vector. */
  readonly parameters: Variable;
  /** All buffers in one vector; undefined when there are none. */
  readonly buffers: Variable | undefined;
  /** What is balanced: the tasks when left out. */
  readonly objectives?: 'tasks' | 'examples';
}

/**
 * A forward pass of a batch.
 *
 * @param weights - The model.
 * @param batch - The batch.
 * @param vector - All parameters, where they are not those of the model; nothing is dropped out then.
 */
export function recordForward(
  { graph, parameters, buffers, objectives = 'tasks' }: Weights,
  batch: BatchTensors,
  vector?: Tensor1D,
): Forward {
  const { partition } = graph;
  const unflattened = graph.unflatten(vector ?? (parameters as unknown as Tensor1D));
  const run = graph.run(unflattened, buffers as unknown as Tensor1D | undefined, !vector, batch.labels);
  const { result, tape } = Tape.record(() =>
    objectives === 'examples' ? exampleObjectives(graph, batch, run) : { losses: taskLosses(graph, batch, run) },
  );
  return { ...result, parameters: unflattened, partition, tape, run };
}
