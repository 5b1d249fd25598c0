import type { EngineChoice } from '@equipoise/compiler';
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';

import { checkSplit } from '../data/check-dataset.ts';
import type { Inputs, Split } from '../data/dataset.ts';
import { DataError } from '../errors.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { exportModel, type ExportOnnxOptions, exportOptions } from '../model-file/export-model.ts';
import { exportWithPreprocessing } from '../model-file/export-with-preprocessing.ts';
import type { Provenance } from '../model-file/model-file.ts';
import { saveModel } from '../model-file/save-model.ts';
import { NoteTeller } from '../preprocessing/note-teller.ts';
import type { EncodedRows, Preprocessing } from '../preprocessing/preprocessing.ts';
import type { Columns, Rows, Table } from '../preprocessing/table/table.ts';
import type { Task } from '../tasks/task.ts';
import type { Evaluation } from './evaluation.ts';
import { Evaluator } from './evaluator.ts';
import type { KnownLabels } from './forward-run.ts';
import type { ModelGraph } from './model-graph.ts';
import type { ModelWeights } from './model-weights.ts';
import { decodeRows, isSplitOfExamples, labelledSplit, needPreprocessing, preprocessingOf } from './predict-rows.ts';
import { predictedParts, type PredictOptions } from './predicted-parts.ts';
import { Predictions as BatchPredictions } from './predictions.ts';
import { Predictor } from './predictor.ts';
import type { Predictions, RowOf } from './row-types.ts';
import { replaceWeights, weightVector } from './weight-vector.ts';

/** What a model is made of. */
export interface MultiTaskModelOptions {
  /** What the model computes. */
  readonly graph: ModelGraph;
  /** Its weights. */
  readonly weights: ModelWeights;
  /** What runs it. */
  readonly engine: EngineChoice;
  /** How rows become inputs, where the data set said so. */
  readonly preprocessing?: Preprocessing;
  /** What it was trained on and by. */
  readonly trained?: Provenance;
}

/** Options of {@link MultiTaskModel.predictRows}. */
export interface PredictRowsOptions extends PredictOptions {
  /** Given a sentence, once for each column, when missing cells had to be imputed or categories were unknown. */
  readonly onWarning?: (sentence: string) => void;
}

/** A model for several tasks, and its weights. */
export class MultiTaskModel<Tasks extends Task = Task, Column extends string = string> {
  /** What the model computes. */
  readonly graph: ModelGraph;
  /** All parameters in one vector. */
  readonly parameters: Variable;
  /** All buffers in one vector; undefined when there are none. */
  readonly buffers: Variable | undefined;
  readonly #predictor: Predictor;
  readonly #evaluator: Evaluator;
  readonly #predictions: BatchPredictions;
  readonly #notes = new NoteTeller();
  /** How rows become inputs, where the data set said so. */
  readonly preprocessing: Preprocessing | undefined;
  /** What it was trained on and by, where that is known. */
  trained: Provenance | undefined;

  /** @param options - What the model is made of. */
  constructor({ graph, weights, engine, preprocessing, trained }: MultiTaskModelOptions) {
    this.graph = graph;
    this.preprocessing = preprocessing;
    this.trained = trained;
    this.parameters = weightVector(weights.parameters);
    this.buffers = graph.buffers.length > 0 ? weightVector(weights.buffers) : undefined;
    this.#predictions = new BatchPredictions(this, engine);
    this.#predictor = new Predictor(graph.parts, (...batch) => this.#outputs(...batch), this.#predictions, engine);
    this.#evaluator = new Evaluator(graph.parts, (...batch) => this.#outputs(...batch), this.#predictions, engine);
  }

  /** What one example of each input is. */
  get inputs(): Inputs<TensorSpec> {
    return this.graph.parts.inputs;
  }

  /** What the model predicts. */
  get tasks(): readonly Tasks[] {
    return this.graph.parts.tasks as readonly Tasks[];
  }

  /** How many numbers training moves. */
  get parameterCount(): number {
    return this.parameters.size;
  }

  /** The weights as they are now. */
  get weights(): ModelWeights {
    return {
      parameters: this.parameters.dataSync<'float32'>().slice(),
      buffers: this.buffers?.dataSync<'float32'>().slice() ?? new Float32Array(),
    };
  }

  /**
   * Replaces the weights.
   *
   * @param weights - The weights, as many as the model has.
   * @throws {@link ShapeError} when there are more or fewer.
   */
  setWeights({ parameters, buffers }: ModelWeights): void {
    replaceWeights(this.parameters, parameters);
    if (this.buffers) replaceWeights(this.buffers, buffers);
  }

  /**
   * Each task's raw outputs, by the task's name: logits for the classifying kinds, tokens where a task writes them one after the other.
   *
   * @param inputs - The examples of each input one after the other; for a model with one input they may stand alone.
   * @param options - Which tasks are predicted.
   * @throws {@link ShapeError} when they are not whole examples, {@link InvalidOptionError} when there is no such task.
   */
  async predict(
    inputs: Split['inputs'] | Split['inputs'][string],
    options: PredictOptions = {},
  ): Promise<Record<string, Float32Array>> {
    return this.#predictor.predict(inputs, options);
  }

  /**
   * What the model predicts of rows, in the user's terms: a class and its probabilities, labels, numbers in their own unit.
   *
   * @example
   * await model.predictRows([{ age: 41, plan: 'basic' }]); // [{ churn: { class: 'yes', probabilities: { no: 0.2, yes: 0.8 } }, spend: 812.4 }]
   *
   * @param rows - The rows as a database gives them: numbers, texts, booleans, bigints, dates; null, undefined or a column that is left out is a
   *   missing cell. Or a table, or its columns. Columns that are no input are not looked at.
   * @param options - What is told of cells that had to be filled in.
   * @returns The predictions of each row, by the name of the task.
   * @throws {@link DataError} when the model does not know how rows become inputs, no row has an input column, or a cell is not what it must be;
   *   names the column and the row.
   */
  async predictRows(
    rows: readonly RowOf<Column>[] | Table | Columns,
    { onWarning, ...which }: PredictRowsOptions = {},
  ): Promise<readonly Predictions<Tasks>[]> {
    if (Array.isArray(rows) && rows.length === 0) return [];
    const { size, inputs } = this.encodeRows(rows, { ...which, ...(onWarning && { onWarning }) });
    return this.decodeOutputs(await this.predict(inputs, which), size);
  }

  /**
   * Rows as typed arrays for {@link MultiTaskModel.predict}: what {@link MultiTaskModel.predictRows} does first.
   *
   * @param rows - The rows, a table, or its columns.
   * @param options - What is told of cells that had to be filled in.
   * @throws {@link DataError} as {@link MultiTaskModel.predictRows} does.
   */
  encodeRows(
    rows: readonly RowOf<Column>[] | Table | Columns,
    { onWarning, ...which }: PredictRowsOptions = {},
  ): EncodedRows {
    const known = needPreprocessing('predictRows', this.preprocessing);
    const read = Object.keys(predictedParts(this.graph.parts, which).inputs);
    const encoded = (which.tasks ? preprocessingOf(known, read) : known).encode(rows, 'predictRows');
    if (onWarning) this.#notes.tell('predictRows', encoded.notes, onWarning);
    return encoded;
  }

  /**
   * Raw outputs in the user's terms: what {@link MultiTaskModel.predictRows} does last.
   *
   * @param outputs - The outputs of all tasks or of some, by the task's name, as {@link MultiTaskModel.predict} gives them.
   * @param size - How many rows they are of.
   */
  decodeOutputs(outputs: Readonly<Record<string, Float32Array>>, size: number): readonly Predictions<Tasks>[] {
    const tasks = this.tasks.filter(({ name }) => Object.hasOwn(outputs, name));
    return decodeRows(outputs, tasks, size) as unknown as readonly Predictions<Tasks>[];
  }

  /**
   * How well the model does on examples: the mean loss and the metrics of each task, over the examples that have its label.
   *
   * @param examples - A split; or rows, a table or its columns, with the columns of targets.
   * @throws {@link DataError} when they do not fit the model's inputs and tasks, or the data set has no such split.
   */
  async evaluate(examples: Split | Rows | Table | Columns | undefined): Promise<Evaluation> {
    if (examples === undefined)
      throw new DataError('evaluate: there must be examples; the data set has no such split.');
    const split = isSplitOfExamples(examples)
      ? examples
      : labelledSplit(examples, needPreprocessing('evaluate', this.preprocessing), this.graph.parts);
    checkSplit('evaluate', split, this.graph.parts);
    return this.evaluateChecked(split);
  }

  /** As {@link MultiTaskModel.evaluate}, of a split that was checked: a training checks its data once. */
  async evaluateChecked(split: Split): Promise<Evaluation> {
    return this.#evaluator.evaluate(split);
  }

  /**
   * Writes the model to an ONNX file, for ONNX Runtime in any language. It has the model's inputs, any number of examples, and the
   * tasks' outputs, by their names, as {@link MultiTaskModel.predict} gives them. What they mean is in the file's metadata, as JSON:
   * `inputs` is what one example looks like, `tasks` lists each task's name, kind and names of classes.
   *
   * With `preprocessing`, it has the columns of the table, examples × 1 each: numbers (NaN where one is missing) or texts ('' where one is
   * missing), and what {@link MultiTaskModel.predictRows} says: `TASK.class`, `TASK.probabilities`, `TASK.value`.
   *
   * @param path - The file; an old one is replaced.
   * @param options - Whether preprocessing is inside.
   * @throws {@link DataError} when an input or a task cannot be in a file with preprocessing: text, images, tagging.
   */
  async exportOnnx(path: string, options: ExportOnnxOptions = {}): Promise<void> {
    const { preprocessing } = exportOptions.read(options);
    const exported = {
      inputs: this.inputs,
      tasks: this.tasks,
      outputs: (inputs: Inputs<Tensor>) => this.#outputs(inputs, this.tasks),
    };
    if (!preprocessing) return exportModel(path, exported);
    return exportWithPreprocessing(path, exported, needPreprocessing('exportOnnx', this.preprocessing));
  }

  /**
   * Writes the model to a file: weights by their paths in the safetensors format, and everything else (parts, tasks, preprocessing, what it
   * was trained on) as plain data in its metadata. Read it with `loadModel`.
   *
   * @param file - Its path, such as `churn.safetensors`; an old file is replaced once the new one is whole.
   * @throws {@link StorageError} when it cannot be written.
   */
  save(file: string): void {
    const [preprocessing, trained] = [this.preprocessing?.config, this.trained];
    saveModel(file, this.graph, this.weights, { ...(preprocessing && { preprocessing }), ...(trained && { trained }) });
  }

  /** Frees what the model holds. */
  async dispose(): Promise<void> {
    await this.#predictor.dispose();
    await this.#evaluator.dispose();
    await this.#predictions.dispose();
    this.parameters.dispose();
    this.buffers?.dispose();
  }

  #outputs(inputs: Inputs<Tensor>, tasks: readonly Task[], labels?: KnownLabels): Readonly<Record<string, Tensor>> {
    const parameters = this.graph.unflatten(this.parameters as unknown as Tensor1D);
    const buffers = this.buffers as unknown as Tensor1D | undefined;
    return this.graph.call(inputs, tasks, this.graph.run(parameters, buffers, false, labels));
  }
}
