import { type Compiled, compile, type EngineChoice } from '@equipoise/compiler';
import { mul, ones, type Tensor } from '@tensorflow/tfjs-core';

import { byTask } from '../architectures/architecture.ts';
import { type Batch, batchOf } from '../data/batch.ts';
import { type Inputs, labelsOf, type Split } from '../data/dataset.ts';
import { isJoint } from '../data/joint.ts';
import { gatherSplit } from '../data/split-source.ts';
import { TaskMetrics } from '../metrics/task-metrics.ts';
import { lookup } from '../lookup.ts';
import { sizeOf } from '../size-of.ts';
import type { Task } from '../tasks/task.ts';
import type { BatchTensors } from '../training/task-losses.ts';
import { type Chunk, chunks } from './chunks.ts';
import type { Evaluation } from './evaluation.ts';
import type { KnownLabels } from './forward-run.ts';
import type { ModelParts } from './model-graph.ts';
import type { Predictions } from './predictions.ts';

/** What is known of a task on a batch: its outputs, or what it writes from, and the loss of each example with how much it counts. */
interface Assessed<Value> {
  readonly outputs: Value;
  readonly losses: Value;
  readonly counts: Value;
}

/** Measures a model on labelled examples, a few hundred at a time: only metrics that need all outputs keep them. */
export class Evaluator {
  readonly #parts: ModelParts;
  readonly #predictions: Predictions;
  readonly #assess: Compiled<[BatchTensors], Readonly<Record<string, Assessed<Tensor>>>>;

  /**
   * @param parts - What the model is made of.
   * @param outputs - The outputs of tasks for a batch, and its labels where they may be known.
   * @param predictions - Makes predictions of outputs.
   * @param engine - What runs it.
   */
  constructor(
    parts: ModelParts,
    outputs: (inputs: Inputs<Tensor>, tasks: readonly Task[], labels?: KnownLabels) => Readonly<Record<string, Tensor>>,
    predictions: Predictions,
    engine: EngineChoice,
  ) {
    this.#parts = parts;
    this.#predictions = predictions;
    this.#assess = compile(
      ({ inputs, labels }: BatchTensors) => {
        const labelled = parts.tasks.filter(({ name }) => Object.hasOwn(labels, name));
        const found = outputs(inputs, labelled, labels);
        const writing = labelled.filter(({ kind }) => kind.writing);
        const sources = writing.length > 0 ? outputs(inputs, writing) : {};
        return byTask(labelled, ({ name, kind }): Assessed<Tensor> => {
          const { values, mask, weight } = lookup(labels, name);
          const losses = kind.loss.call(lookup(found, name), values);
          const factors = [kind.loss.weight?.(values), mask, weight].filter(
            (factor) => factor !== undefined && factor !== null,
          );
          const counts = factors.reduce<Tensor>((product, factor) => mul(product, factor), ones(losses.shape));
          return { outputs: lookup(kind.writing ? sources : found, name), losses, counts };
        });
      },
      { engine },
    );
  }

  /**
   * The mean loss and the metrics of each task, over the examples that have its label; NaN for a task without labels.
   *
   * @param split - The examples.
   */
  async evaluate(split: Split): Promise<Evaluation> {
    const { tasks } = this.#parts;
    const sums = new Map(tasks.map(({ name }) => [name, { loss: 0, count: 0 }]));
    const states = new Map(tasks.map((task) => [task.name, new TaskMetrics(task)]));
    const sources = isJoint(split) ? Object.values(split.parts) : [split];
    for (const { source, indices, rows } of sources.flatMap(chunksOf)) {
      const part = gatherSplit(source, rows, this.#parts);
      blankLabels(part, indices.length, tasks);
      const found = await this.#assess.onHost(batchOf(part, this.#parts) satisfies Batch);
      for (const { name } of tasks) {
        const seen = found[name];
        const sum = sums.get(name);
        if (!seen || !sum) continue;
        for (let row = 0; row < indices.length; row += 1) {
          const count = seen.counts.data[row] ?? 0;
          if (count === 0) continue;
          sum.loss += count * (seen.losses.data[row] ?? Number.NaN);
          sum.count += count;
        }
      }
      const { length } = indices;
      const given = Object.entries(found).map(([name, { outputs }]) => [name, outputs] as const);
      const predicted = await this.#predictions.of(Object.fromEntries(given), length);
      for (const { name, kind } of tasks) {
        const labels = labelsOf(part, name);
        const outputs = predicted[name];
        if (!labels || !outputs) continue;
        const mask = labels.mask?.subarray(0, length);
        const values = labels.values.subarray(0, length * sizeOf(kind.labels));
        states.get(name)?.update({ outputs, labels: values, ...(mask && { mask }), size: length });
      }
    }
    return {
      losses: byTask(tasks, ({ name }) => (sums.get(name)?.loss ?? 0) / (sums.get(name)?.count ?? 0)),
      metrics: byTask(tasks, ({ name }) => states.get(name)?.compute() ?? {}),
    };
  }

  /** Frees what it holds. */
  async dispose(): Promise<void> {
    await this.#assess.dispose();
  }
}

function chunksOf(source: Split): readonly (Chunk & { readonly source: Split })[] {
  return [...chunks(source.size)].map((chunk) => ({ ...chunk, source }));
}

/** The rows that fill up a batch have no labels: a loss over the batch, such as that of survival, must not count them. */
function blankLabels(part: Split, size: number, tasks: readonly Task[]): void {
  for (const { name, kind } of tasks) labelsOf(part, name)?.values.fill(0, size * sizeOf(kind.labels));
}
