import { engine, reshape, split, type Tensor, type Tensor1D, zeros } from '@tensorflow/tfjs-core';

import { type Architecture, type BuiltArchitecture, byTask, inputsOf } from '../architectures/architecture.ts';
import { at } from '../at.ts';
import { type Inputs } from '../data/dataset.ts';
import type { DecoderCall } from '../decoders/decoder.ts';
import { defaultEncoder } from '../encoders/default-encoder.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { InvalidOptionError, ShapeError } from '../errors.ts';
import type { Head } from '../heads/head.ts';
import type { TensorSpec, WeightRef } from '../layers/layer.ts';
import { lookup } from '../lookup.ts';
import type { WeightShapes } from '../optimizers/optimizer.ts';
import type { Random } from '../random.ts';
import type { Task } from '../tasks/task.ts';
import { Tape } from '../training/tape.ts';
import { ForwardRun, type KnownLabels } from './forward-run.ts';
import { vectorSize, WeightList } from './weight-list.ts';
import { buildWritingHead, type WritingHead } from './writing-head.ts';

/** What a model is made of. */
export interface ModelParts {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What is predicted. */
  readonly tasks: readonly Task[];
  /** How tasks share weights. */
  readonly architecture: Architecture;
  /** The encoder of every input, or of each by its name; the one that suits it when left out. */
  readonly encoder?: Encoder | Inputs<Encoder>;
  /** The task's own parts, unless its kind brings one. */
  readonly head: Head;
}

/** Which tasks depend on each parameter. */
export interface Partition {
  /** For each parameter, the indices of the tasks whose outputs depend on it. */
  readonly users: readonly (readonly number[])[];
  /** For each parameter, whether it is shared: more than one task depends on it. Where that is true of none, all count as shared: gradients are compared over them. */
  readonly shared: readonly boolean[];
}

/** A model as a pure function of its weights, which are slices of two flat vectors: parameters and buffers. */
export class ModelGraph {
  /** What it is made of. */
  readonly parts: ModelParts;
  /** What is trained, in the order of the vector. */
  readonly parameters: readonly WeightRef[];
  /** What layers assign, in the order of the vector. */
  readonly buffers: readonly WeightRef[];
  readonly #built: BuiltArchitecture;
  readonly #writing = new Map<string, WritingHead>();
  #partition: Partition | undefined;

  /**
   * @param parts - What it is made of.
   * @throws {@link InvalidOptionError} or {@link ShapeError} when the parts do not fit.
   */
  constructor(parts: ModelParts) {
    this.parts = parts;
    const { inputs, tasks, architecture, head } = parts;
    const list = new WeightList();
    const scope = list.scope();
    this.#built = architecture.build({
      inputs,
      tasks,
      encoder: (input) => encoderOf(parts, input),
      head: (task, features) => {
        const place = scope.child('heads').child(task.name);
        const { writing } = task.kind;
        if (writing) {
          const built = buildWritingHead(task, writing, features, place);
          this.#writing.set(task.name, built);
          return built;
        }
        const layer = task.kind.head ?? head.layer(task.kind.outputs);
        const built = layer.build(features, place);
        requireShape(task, built.output);
        return built;
      },
      scope,
    });
    this.parameters = list.parameters;
    this.buffers = list.buffers;
  }

  /** Length of the vector of parameters. */
  get parameterCount(): number {
    return vectorSize(this.parameters);
  }

  /** The shape of each parameter, in their order. */
  get shapes(): WeightShapes {
    return this.parameters.map(({ shape }) => shape);
  }

  /**
   * The vectors before training.
   *
   * @param random - Where their numbers come from: each weight has a stream of its own.
   */
  init(random: Random): { readonly parameters: Float32Array; readonly buffers: Float32Array } {
    const fill = (refs: readonly WeightRef[], label: string): Float32Array => {
      const vector = new Float32Array(vectorSize(refs));
      refs.forEach(({ shape, offset, initializer }, index) => {
        vector.set(initializer(shape, random.fork(`${label} ${index}`)), offset);
      });
      return vector;
    };
    return { parameters: fill(this.parameters, 'parameter'), buffers: fill(this.buffers, 'buffer') };
  }

  /**
   * The vector of parameters as one tensor for each.
   *
   * @param vector - All parameters.
   */
  unflatten(vector: Tensor1D): readonly Tensor[] {
    return slices(vector, this.parameters);
  }

  /**
   * A forward pass.
   *
   * @param parameters - A tensor for each parameter.
   * @param buffers - All buffers; may be left out when there are none.
   * @param training - Whether the model is being trained.
   * @param labels - The labels of the batch, for tasks that write sequences: without them they give what they decode from.
   */
  run(
    parameters: readonly Tensor[],
    buffers: Tensor1D | undefined,
    training: boolean,
    labels?: KnownLabels,
  ): ForwardRun {
    const values = new Map<WeightRef, Tensor>();
    for (const [index, ref] of this.parameters.entries()) values.set(ref, at(parameters, index));
    if (buffers)
      for (const [index, value] of slices(buffers, this.buffers).entries()) values.set(at(this.buffers, index), value);
    return new ForwardRun(values, training, labels);
  }

  /**
   * The outputs of tasks for a batch, by the task's name.
   *
   * @param inputs - The batch.
   * @param tasks - The tasks.
   * @param run - The forward pass.
   */
  call(inputs: Inputs<Tensor>, tasks: readonly Task[], run: ForwardRun): Readonly<Record<string, Tensor>> {
    return this.#built.call(inputs, tasks, run);
  }

  /**
   * What a task that writes sequences tells of the next token.
   *
   * @param task - The name of the task.
   */
  next(task: string): DecoderCall {
    return lookup(this.#writing, task).next;
  }

  /** Which tasks depend on each parameter: found once, over all tasks, by following a forward pass of one example. */
  get partition(): Partition {
    return (this.#partition ??= this.#follow());
  }

  #follow(): Partition {
    engine().startScope();
    try {
      return this.#users();
    } finally {
      engine().endScope();
    }
  }

  #users(): Partition {
    const { inputs, tasks } = this.parts;
    const parameters = this.parameters.map(({ shape }) => zeros([...shape]));
    const { result, tape } = Tape.record(() => {
      const labels = byTask(tasks, ({ kind }) => ({ values: zeros([1, ...kind.labels.shape], kind.labels.dtype) }));
      const run = this.run(parameters, zeros([Math.max(1, vectorSize(this.buffers))]), false, labels);
      const batch = Object.entries(inputs).map(([name, { shape, dtype }]) => [name, zeros([1, ...shape], dtype)]);
      return this.call(Object.fromEntries(batch) as Inputs<Tensor>, tasks, run);
    });
    try {
      const users = parameters.map((parameter) =>
        tasks.flatMap(({ name }, index) => (result[name] && tape.depends(result[name], parameter) ? [index] : [])),
      );
      const isAnyShared = users.some(({ length }) => length > 1);
      return { users, shared: users.map(({ length }) => length > 1 || !isAnyShared) };
    } finally {
      tape.dispose();
    }
  }
}

/**
 * The encoder of an input: the one that was given for it or for all, or the one that suits it.
 *
 * @param parts - What the model is made of.
 * @param input - The name of the input.
 * @throws {@link InvalidOptionError} when there is no such input.
 */
export function encoderOf({ encoder, inputs, tasks }: ModelParts, input: string): Encoder {
  const spec = inputs[input];
  if (!spec) throw new InvalidOptionError('model', 'input', `one of ${Object.keys(inputs).join(', ')}`, input);
  const usual = (): Encoder =>
    defaultEncoder(
      spec,
      tasks.filter((task) => inputsOf(task, inputs).includes(input)),
    );
  if (!encoder) return usual();
  if ('build' in encoder && typeof encoder.build === 'function') return encoder as Encoder;
  return (encoder as Inputs<Encoder>)[input] ?? usual();
}

function requireShape({ name, kind }: Task, { shape }: TensorSpec): void {
  if (shape.join() === kind.outputs.shape.join()) return;
  throw new ShapeError(`task ${name}: the head must end in [${kind.outputs.shape.join()}], ends in [${shape.join()}].`);
}

function slices(vector: Tensor1D, refs: readonly WeightRef[]): readonly Tensor[] {
  if (refs.length === 0) return [];
  return split(
    vector,
    refs.map(({ size }) => size),
  ).map((part, index) => reshape(part, [...(refs[index]?.shape ?? [])]));
}
