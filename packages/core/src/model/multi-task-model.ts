import { type Compiled, compile, type EngineChoice, exportOnnx } from '@equipoise/compiler';
import { type Tensor, tensor1d, type Tensor1D, tidy, type Variable, variable } from '@tensorflow/tfjs-core';

import { byTask } from '../architectures/architecture.ts';
import { batchOf } from '../data/batch.ts';
import { checkSplit } from '../data/check-dataset.ts';
import { type Inputs, sizeOf, type Split } from '../data/dataset.ts';
import { gatherSplit } from '../data/split-source.ts';
import { ShapeError } from '../errors.ts';
import type { TensorSpec } from '../layers/layer.ts';
import type { Provenance } from '../model-file/model-file.ts';
import { saveModel } from '../model-file/save-model.ts';
import type { Config } from '../options/config.ts';
import { show } from '../show.ts';
import type { Task } from '../tasks/task.ts';
import { chunks } from './chunks.ts';
import type { Evaluation } from './evaluation.ts';
import { Evaluator } from './evaluator.ts';
import type { ModelGraph } from './model-graph.ts';

/** What a model is made of. */
export interface MultiTaskModelOptions {
  /** What the model computes. */
  readonly graph: ModelGraph;
  /** Its weights. */
  readonly weights: ModelWeights;
  /** What runs it. */
  readonly engine: EngineChoice;
  /** How rows become inputs, as plain data. */
  readonly preprocessing?: Config;
  /** What it was trained on and by. */
  readonly trained?: Provenance;
}

/** The weights of a model. */
export interface ModelWeights {
  /** What is trained, in one vector. */
  readonly parameters: Float32Array;
  /** What layers assign, such as moving averages, in one vector. */
  readonly buffers: Float32Array;
}

/** A model for several tasks, and its weights. */
export class MultiTaskModel {
  /** What the model computes. */
  readonly graph: ModelGraph;
  /** All parameters in one vector. */
  readonly parameters: Variable;
  /** All buffers in one vector; undefined when there are none. */
  readonly buffers: Variable | undefined;
  readonly #predict: Compiled<[Inputs<Tensor>], Readonly<Record<string, Tensor>>>;
  readonly #evaluator: Evaluator;
  readonly #preprocessing: Config | undefined;
  /** What it was trained on and by, where that is known. */
  trained: Provenance | undefined;

  /** @param options - What the model is made of. */
  constructor({ graph, weights, engine, preprocessing, trained }: MultiTaskModelOptions) {
    this.graph = graph;
    this.#preprocessing = preprocessing;
    this.trained = trained;
    this.parameters = vectorOf(weights.parameters);
    this.buffers = graph.buffers.length > 0 ? vectorOf(weights.buffers) : undefined;
    this.#predict = compile((inputs: Inputs<Tensor>) => this.#outputs(inputs), { engine });
    this.#evaluator = new Evaluator(graph.parts, (inputs, tasks) => this.#outputs(inputs, tasks), engine);
  }

  /** What one example of each input is. */
  get inputs(): Inputs<TensorSpec> {
    return this.graph.parts.inputs;
  }

  /** What the model predicts. */
  get tasks(): readonly Task[] {
    return this.graph.parts.tasks;
  }

  /** How many numbers training moves. */
  get parameterCount(): number {
    return this.parameters.size;
  }

  /** The weights as they are now. */
  get weights(): ModelWeights {
    return {
      parameters: Float32Array.from(this.parameters.dataSync()),
      buffers: Float32Array.from(this.buffers?.dataSync() ?? []),
    };
  }

  /**
   * Replaces the weights.
   *
   * @param weights - The weights, as many as the model has.
   * @throws {@link ShapeError} when there are more or fewer.
   */
  setWeights({ parameters, buffers }: ModelWeights): void {
    assign(this.parameters, parameters);
    if (this.buffers) assign(this.buffers, buffers);
  }

  /**
   * Each task's raw outputs, by the task's name: logits for the classifying kinds.
   *
   * @param inputs - The examples of each input one after the other; for a model with one input they may stand alone.
   * @throws {@link ShapeError} when they are not whole examples.
   */
  async predict(inputs: Split['inputs'] | Split['inputs'][string]): Promise<Record<string, Float32Array>> {
    const split = this.#splitOf(inputs);
    const outputs = byTask(this.tasks, ({ kind }) => new Float32Array(split.size * sizeOf(kind.outputs)));
    for (const { start, indices, size } of chunks(split.size)) {
      const rows = Uint32Array.from({ length: size }, (_, row) => indices[row] ?? start);
      const batch = batchOf(gatherSplit(split, rows, { inputs: this.inputs, tasks: [] }), {
        inputs: this.inputs,
        tasks: [],
      });
      const found = await this.#predict.onHost(batch.inputs);
      for (const { name, kind } of this.tasks) {
        const width = sizeOf(kind.outputs);
        outputs[name]?.set((found[name]?.data as Float32Array).subarray(0, indices.length * width), start * width);
      }
    }
    return outputs;
  }

  /**
   * How well the model does on a split: the mean loss and the metrics of each task, over the examples that have its label.
   *
   * @param split - The examples.
   * @throws {@link DataError} when the split does not fit the model's inputs and tasks.
   */
  async evaluate(split: Split): Promise<Evaluation> {
    checkSplit('evaluate', split, this.graph.parts);
    return this.#evaluator.evaluate(split);
  }

  /**
   * Writes the model to an ONNX file, for ONNX Runtime in any language. It has the model's inputs, any number of examples, and the
   * tasks' outputs, by their names, as {@link MultiTaskModel.predict} gives them. What they mean is in the file's metadata, as JSON:
   * `inputs` is what one example looks like, `tasks` lists each task's name, kind and names of classes.
   *
   * @param path - The file; an old one is replaced.
   */
  async exportOnnx(path: string): Promise<void> {
    const { inputs, tasks } = this;
    const shapes = Object.entries(inputs).map(([name, { shape, dtype }]) => [
      name,
      { shape: ['batch', ...shape], dtype },
    ]);
    const known = tasks.map(({ name, kind }) => ({ name, kind: kind.name, classes: kind.names }));
    await exportOnnx(
      (batch) => this.#outputs(batch),
      {
        inputs: Object.fromEntries(shapes) as Record<
          string,
          { shape: (string | number)[]; dtype: 'float32' | 'int32' }
        >,
        metadata: { inputs: JSON.stringify(inputs), tasks: JSON.stringify(known) },
      },
      path,
    );
  }

  /**
   * Writes the model to a file: weights by their paths in the safetensors format, and everything else (parts, tasks, preprocessing, what it
   * was trained on) as plain data in its metadata. Read it with `loadModel`.
   *
   * @param file - Its path, such as `churn.safetensors`; an old file is replaced once the new one is whole.
   * @throws {@link StorageError} when it cannot be written.
   */
  save(file: string): void {
    const [preprocessing, trained] = [this.#preprocessing, this.trained];
    saveModel(file, this.graph, this.weights, { ...(preprocessing && { preprocessing }), ...(trained && { trained }) });
  }

  /** Frees what the model holds. */
  async dispose(): Promise<void> {
    await this.#predict.dispose();
    await this.#evaluator.dispose();
    this.parameters.dispose();
    this.buffers?.dispose();
  }

  #outputs(inputs: Inputs<Tensor>, tasks: readonly Task[] = this.tasks): Readonly<Record<string, Tensor>> {
    const parameters = this.graph.unflatten(this.parameters as unknown as Tensor1D);
    return this.graph.call(
      inputs,
      tasks,
      this.graph.run(parameters, this.buffers as unknown as Tensor1D | undefined, false),
    );
  }

  #splitOf(inputs: Split['inputs'] | Split['inputs'][string]): Split {
    const [first = '', ...others] = Object.keys(this.inputs);
    const named = ArrayBuffer.isView(inputs) && others.length === 0 ? { [first]: inputs } : (inputs as Split['inputs']);
    const counts = Object.entries(this.inputs).map(([name, spec]) => {
      const values: unknown = Object.hasOwn(named, name) ? named[name] : undefined;
      if (!(values instanceof Float32Array || values instanceof Int32Array)) {
        throw new ShapeError(
          `predict: the input ${name} must be a Float32Array or an Int32Array, received ${show(values)}.`,
        );
      }
      const width = sizeOf(spec);
      if (values.length % width === 0) return values.length / width;
      throw new ShapeError(`predict: examples of ${width} numbers expected, received ${values.length} numbers.`);
    });
    if (new Set(counts).size > 1)
      throw new ShapeError(`predict: inputs must have as many examples, have ${counts.join(', ')}.`);
    return { size: counts[0] ?? 0, inputs: named, labels: {} };
  }
}

function vectorOf(values: Float32Array): Variable {
  return tidy(() => variable(tensor1d(values)));
}

function assign(target: Variable, values: Float32Array): void {
  if (values.length !== target.size) {
    throw new ShapeError(`model: expected ${target.size} numbers, received ${values.length}.`);
  }
  tidy(() => {
    target.assign(tensor1d(values));
  });
}
