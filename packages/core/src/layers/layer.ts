import type { Tensor } from '@tensorflow/tfjs-core';

import type { Random } from '../random.ts';

/** A block of numbers that training moves. */
export interface Parameter {
  /** Length of each axis. */
  readonly shape: readonly number[];
  /**
   * The numbers before training.
   *
   * @param random - Where they come from.
   */
  init(random: Random): Float32Array;
}

/** What a layer must know beside its input. */
export interface LayerContext {
  /** Whether the model is being trained: noise such as dropout is for training only. */
  readonly training: boolean;
}

/** One step from inputs to features: a pure function of its input and its parameters. */
export interface Layer {
  /** The parameters, in the order in which {@link Layer.apply} takes them. */
  readonly parameters: readonly Parameter[];
  /** The shape of what it gives for one example. */
  readonly outputShape: readonly number[];
  /**
   * What it gives for a batch, written with the functional ops of TensorFlow.js.
   *
   * @param input - The examples, batch axis first.
   * @param parameters - A tensor for each parameter.
   * @param context - Whether the model is being trained.
   */
  apply(input: Tensor, parameters: readonly Tensor[], context: LayerContext): Tensor;
}
