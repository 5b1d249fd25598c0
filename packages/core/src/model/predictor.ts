import { type Compiled, compile, type EngineChoice } from '@equipoise/compiler';
import type { Tensor } from '@tensorflow/tfjs-core';

import { byTask } from '../architectures/architecture.ts';
import { batchOf } from '../data/batch.ts';
import type { Inputs, Split } from '../data/dataset.ts';
import { gatherSplit } from '../data/split-source.ts';
import { predictionSize } from '../tasks/prediction-size.ts';
import type { Task } from '../tasks/task.ts';
import { chunks } from './chunks.ts';
import type { ModelParts } from './model-graph.ts';
import { predictedParts, type PredictOptions } from './predicted-parts.ts';
import type { Predictions } from './predictions.ts';
import { splitOfInputs } from './split-of-inputs.ts';

/** Computes the outputs of a model on examples, a few hundred at a time. */
export class Predictor {
  readonly #parts: ModelParts;
  readonly #predictions: Predictions;
  readonly #outputs: Compiled<[Inputs<Tensor>, readonly string[]], Readonly<Record<string, Tensor>>>;

  /**
   * @param parts - What the model is made of.
   * @param outputs - The outputs of tasks for a batch.
   * @param predictions - Makes predictions of outputs.
   * @param engine - What runs it.
   */
  constructor(
    parts: ModelParts,
    outputs: (inputs: Inputs<Tensor>, tasks: readonly Task[]) => Readonly<Record<string, Tensor>>,
    predictions: Predictions,
    engine: EngineChoice,
  ) {
    this.#parts = parts;
    this.#predictions = predictions;
    this.#outputs = compile(
      (inputs: Inputs<Tensor>, names: readonly string[]) =>
        outputs(
          inputs,
          parts.tasks.filter(({ name }) => names.includes(name)),
        ),
      { engine },
    );
  }

  /**
   * Each task's raw outputs, by the task's name.
   *
   * @param inputs - The examples of each input one after the other.
   * @param options - Which tasks are predicted.
   * @throws {@link ShapeError} when they are not whole examples, {@link InvalidOptionError} when there is no such task.
   */
  async predict(
    inputs: Split['inputs'] | Split['inputs'][string],
    options: PredictOptions,
  ): Promise<Record<string, Float32Array>> {
    const { inputs: read, tasks } = predictedParts(this.#parts, options);
    const split = splitOfInputs(read, inputs);
    const outputs = byTask(tasks, ({ kind }) => new Float32Array(split.size * predictionSize(kind)));
    const names = tasks.map(({ name }) => name);
    const specs = { inputs: read, tasks: [] };
    for (const { start, indices, rows } of chunks(split.size)) {
      const batch = batchOf(gatherSplit(split, rows, specs), specs);
      const found = await this.#predictions.of(await this.#outputs.onHost(batch.inputs, names), indices.length);
      for (const { name, kind } of tasks) outputs[name]?.set(found[name] ?? [], start * predictionSize(kind));
    }
    return outputs;
  }

  /** Frees what it holds. */
  async dispose(): Promise<void> {
    await this.#outputs.dispose();
  }
}
