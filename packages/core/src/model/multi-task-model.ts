import { type Compiled, compile, type EngineChoice, exportOnnx } from '@equipoise/compiler';
import { type Tensor, tensor1d, type Tensor2D, type Tensor1D, type Variable, variable } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { checkSplit } from '../check-dataset.ts';
import { type InputSpec, inputShape, labelsOf, type Split } from '../dataset.ts';
import { ShapeError } from '../errors.ts';
import { losses as lossFunctions } from '../losses/registry.ts';
import { evaluateMetrics } from '../metrics/evaluate-metrics.ts';
import { show } from '../show.ts';
import type { CompleteTask } from '../task.ts';
import { type Batch, BatchReader } from '../train/batch.ts';
import type { Evaluation } from '../train/history.ts';
import { chunks } from './chunks.ts';
import type { Network } from './network.ts';

/** What a model is made of. */
export interface MultiTaskModelOptions {
  /** What the model computes. */
  readonly network: Network;
  /** What one example looks like. */
  readonly input: InputSpec;
  /** What the model predicts. */
  readonly tasks: readonly CompleteTask[];
  /** The parameters before training. */
  readonly values: Float32Array;
  /** What runs it. */
  readonly engine: EngineChoice;
}

/** A trunk with a head for each task, and its parameters. */
export class MultiTaskModel {
  /** What one example looks like. */
  readonly input: InputSpec;
  /** What the model predicts. */
  readonly tasks: readonly CompleteTask[];
  /** All parameters in one vector. */
  readonly parameters: Variable;
  readonly #network: Network;
  readonly #predict: Compiled<[Tensor], Tensor[]>;
  readonly #assess: Compiled<[Tensor, readonly Tensor[]], { outputs: Tensor[]; losses: Tensor[] }>;

  /** @param options - What the model is made of. */
  constructor(options: MultiTaskModelOptions) {
    const { network, input, tasks, values, engine } = options;
    this.input = input;
    this.tasks = tasks;
    this.#network = network;
    const initial = tensor1d(values);
    this.parameters = variable(initial);
    initial.dispose();
    this.#predict = compile((inputs: Tensor) => this.#outputs(inputs), { engine });
    this.#assess = compile(
      (inputs: Tensor, labels: readonly Tensor[]) => {
        const outputs = this.#outputs(inputs);
        const losses = tasks.map(({ loss }, task) =>
          lossFunctions[loss](at(outputs, task) as Tensor2D, at(labels, task)),
        );
        return { outputs, losses };
      },
      { engine },
    );
  }

  /** How many numbers training moves. */
  get parameterCount(): number {
    return this.parameters.size;
  }

  /**
   * Each task's raw outputs, by the task's name: `outputs` numbers for each example, logits for the classifying kinds.
   *
   * @param inputs - The examples one after the other, as in a split.
   * @throws {@link ShapeError} when they are not whole examples.
   */
  async predict(inputs: Split['inputs']): Promise<Record<string, Float32Array>> {
    const width = inputShape(this.input).reduce((product, length) => product * length, 1);
    if (!(inputs instanceof Float32Array || inputs instanceof Int32Array)) {
      throw new ShapeError(`predict: the examples must be a Float32Array or an Int32Array, received ${show(inputs)}.`);
    }
    if (inputs.length % width !== 0) {
      throw new ShapeError(`predict: examples of ${width} numbers expected, received ${inputs.length} numbers.`);
    }
    const split: Split = { size: inputs.length / width, inputs, labels: {} };
    const reader = new BatchReader(split, this.input, []);
    const outputs = this.tasks.map((task) => new Float32Array(split.size * task.outputs));
    for (const { start, indices, size } of chunks(split.size)) {
      const found = await this.#predict.onHost(reader.read(indices, size).inputs);
      this.#keep(
        outputs,
        found.map(({ data }) => data),
        { start, count: indices.length },
      );
    }
    return Object.fromEntries(this.tasks.map(({ name }, task) => [name, outputs[task] ?? new Float32Array(0)]));
  }

  /**
   * How well the model does on a split: the mean loss and the metrics of each task, over the examples that have its label.
   *
   * @param split - The examples.
   * @throws {@link DataError} when the split does not fit the model's input and tasks.
   */
  async evaluate(split: Split): Promise<Evaluation> {
    checkSplit('evaluate', split, { input: this.input, tasks: this.tasks });
    const reader = new BatchReader(split, this.input, this.tasks, true);
    const outputs = this.tasks.map((task) => new Float32Array(split.size * task.outputs));
    const sums = this.tasks.map(() => 0);
    const counts = this.tasks.map(() => 0);
    for (const { start, indices, size } of chunks(split.size)) {
      const batch: Batch = reader.read(indices, size);
      const found = await this.#assess.onHost(batch.inputs, batch.labels);
      this.#keep(
        outputs,
        found.outputs.map(({ data }) => data),
        { start, count: indices.length },
      );
      found.losses.forEach(({ data }, task) => {
        batch.present[task]?.data.forEach((mark, row) => {
          if (mark === 0) return;
          sums[task] = (sums[task] ?? 0) + (data[row] ?? Number.NaN);
          counts[task] = (counts[task] ?? 0) + 1;
        });
      });
    }
    const byTask = <Value>(value: (task: CompleteTask, index: number) => Value): Record<string, Value> =>
      Object.fromEntries(this.tasks.map((task, index) => [task.name, value(task, index)]));
    return {
      losses: byTask((_, index) => (sums[index] ?? 0) / (counts[index] ?? 0)),
      metrics: byTask((task, index) => {
        return evaluateMetrics(task, outputs[index] ?? new Float32Array(0), labelsOf(split, task.name), split.size);
      }),
    };
  }

  /**
   * Writes the model to an ONNX file, for ONNX Runtime in any language. Its input is `input`, any number of examples; its
   * outputs are the tasks', by their names, as {@link MultiTaskModel.predict} gives them. What they mean is in the file's
   * metadata, as JSON: `input` is what one example looks like, `tasks` lists each task's name, kind, outputs and classes.
   *
   * @param path - The file; an old one is replaced.
   */
  async exportOnnx(path: string): Promise<void> {
    const { input, tasks } = this;
    const shape = ['batch', ...inputShape(input)];
    const known = tasks.map(({ name, kind, outputs, classes }) => ({ name, kind, outputs, classes }));
    await exportOnnx(
      ({ input: examples }) => {
        const outputs = this.#outputs(examples);
        return Object.fromEntries(tasks.map(({ name }, task) => [name, at(outputs, task)]));
      },
      {
        inputs: { input: { shape, dtype: input.kind === 'text' ? 'int32' : 'float32' } },
        metadata: { input: JSON.stringify(input), tasks: JSON.stringify(known) },
      },
      path,
    );
  }

  /** Frees what the model holds. */
  async dispose(): Promise<void> {
    await this.#predict.dispose();
    await this.#assess.dispose();
    this.parameters.dispose();
  }

  #outputs(inputs: Tensor): Tensor[] {
    const parameters = this.#network.unflatten(this.parameters as unknown as Tensor1D);
    return [...this.#network.apply(inputs, parameters, { training: false })];
  }

  #keep(
    outputs: readonly Float32Array[],
    found: readonly ArrayLike<number>[],
    { start, count }: { start: number; count: number },
  ): void {
    this.tasks.forEach(({ outputs: width }, task) => {
      outputs[task]?.set(Array.from(found[task] ?? []).slice(0, count * width), start * width);
    });
  }
}
