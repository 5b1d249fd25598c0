import type { Tensor } from '@tensorflow/tfjs-core';

import type { Configurable } from '../options/config.ts';
import type { Random } from '../random.ts';

/** A column of a table, as an input has it. */
export interface ColumnSpec {
  /** Its name. */
  readonly name: string;
  /** How many levels a category has: its values are whole numbers from 0. Left out for a number. */
  readonly levels?: number;
}

/** The shape and type of one example of a tensor, without the batch axis. */
export interface TensorSpec {
  /** Length of each axis; empty for one number per example. */
  readonly shape: readonly number[];
  /** Type of the values. */
  readonly dtype: 'float32' | 'int32';
  /** For token ids: the size of the vocabulary, padding (token 0) included. */
  readonly vocabulary?: number;
  /** For rows of a table: the columns, in the order of the values. */
  readonly columns?: readonly ColumnSpec[];
  /** For the features of the tokens of a sequence (length × features): those of padding are 0. */
  readonly perToken?: true;
}

/**
 * The values of a weight before training.
 *
 * @param shape - Length of each axis.
 * @param random - Where random values come from: every weight has a stream of its own.
 */
export type Initializer = (shape: readonly number[], random: Random) => Float32Array;

/** A weight of a model: a slice of its flat vector of parameters, or of its buffers. */
export interface WeightRef {
  /** Where it is in the model: `trunk/dense-0/kernel`. */
  readonly path: string;
  /** Length of each axis. */
  readonly shape: readonly number[];
  /** Number of values. */
  readonly size: number;
  /** Where its values start in the vector. */
  readonly offset: number;
  /** Whether training moves it: a parameter. Otherwise it is a buffer, such as a moving average, which layers assign. */
  readonly trainable: boolean;
  /** Whether weight decay applies to it: by default to matrices and filters, not to biases and scales. */
  readonly decay: boolean;
  /** Its values before training. */
  readonly initializer: Initializer;
}

/** Where the weights of a part of a model are declared; each part has a scope of its own. */
export interface Scope {
  /** The path of the scope; empty at the top. */
  readonly path: string;
  /**
   * A scope inside this one.
   *
   * @param name - Its name; a part of the path of its weights.
   */
  child(name: string): Scope;
  /**
   * Declares a weight.
   *
   * @param name - The last part of its path.
   * @param shape - Length of each axis.
   * @param initializer - Its values before training.
   * @param options - Whether it is trained, and decays.
   * @throws {@link ShapeError} when the scope has a weight of this name.
   */
  weight(
    name: string,
    shape: readonly number[],
    initializer: Initializer,
    options?: { readonly trainable?: boolean; readonly decay?: boolean },
  ): WeightRef;
}

/** One forward pass: the values of the weights, and whether the model is being trained. */
export interface Run {
  /** Whether the model is being trained: noise such as dropout is for training only. */
  readonly training: boolean;
  /**
   * The value of a weight.
   *
   * @param ref - The weight.
   */
  weight(ref: WeightRef): Tensor;
  /**
   * The labels of a task for the batch, which a layer may learn from but must not need: undefined in prediction.
   *
   * @param task - The name of the task.
   */
  labels(task: string): Tensor | undefined;
  /**
   * Replaces the value of a buffer, from the next step on. Where a layer is called several times in one pass, as for each task, the mean of what it
   * assigns counts.
   *
   * @param ref - A weight that is not trainable.
   * @param value - Its new value.
   */
  assign(ref: WeightRef, value: Tensor): void;
  /**
   * Random numbers, uniform in [0, 1): others in every step, the same for all tasks of a step.
   *
   * @param shape - Length of each axis.
   */
  random(shape: readonly number[]): Tensor;
  /**
   * Adds a number to what training minimises, beside the losses of the tasks. Strategies, losses in the history and metrics do not have it.
   *
   * @param value - The number: one scalar.
   */
  penalize(value: Tensor): void;
}

/** A layer whose weights are declared: it can be called. */
export interface Built {
  /** What it returns for one example. */
  readonly output: TensorSpec;
  /**
   * Computes the layer for a batch, with the functional ops of TensorFlow.js.
   *
   * @param input - The batch; the first axis counts the examples.
   * @param run - The forward pass.
   */
  call(input: Tensor, run: Run): Tensor;
}

/** A recipe for a part of a model, which is built once its input is known. */
export interface Layer extends Configurable {
  /**
   * Declares the weights.
   *
   * @param input - What one example of its input is.
   * @param scope - Where the weights are declared.
   * @throws {@link InvalidOptionError} when it cannot take this input.
   */
  build(input: TensorSpec, scope: Scope): Built;
  /**
   * The layer in pieces, for architectures that work layer by layer: called one after the other they compute the layer. A piece has a matrix or
   * filters, and what follows them (normalization, ReLU, pooling). Left out by a layer that is one piece.
   *
   * @param input - What one example of its input is.
   */
  stages?(input: TensorSpec): readonly Layer[];
}
