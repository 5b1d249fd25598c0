import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

import type { Configurable } from '../options/config.ts';

/** How wrong a task's outputs are. */
export interface Loss extends Configurable {
  /** Its name: `softmax-cross-entropy`. */
  readonly name: string;
  /**
   * The loss of each example. It reads no value, and its gradient exists everywhere: it runs op by op and in a compiled step.
   *
   * @param outputs - The head's outputs for a batch.
   * @param labels - The labels; a missing one is 0.
   * @throws {@link ShapeError} when the shapes do not fit.
   */
  call(outputs: Tensor, labels: Tensor): Tensor1D;
  /**
   * The weight of each example by its label, such as that of its class: the loss of a batch is Σ wᵢℓᵢ / Σ wᵢ.
   *
   * @defaultValue 1 for every example
   */
  weight?(labels: Tensor): Tensor1D;
  /**
   * The loss with what it takes from the training labels, such as balanced class weights. Called once, before training.
   *
   * @param training - The training labels, example by example, missing ones left out.
   * @defaultValue the loss itself
   */
  fitted?(training: ArrayLike<number>): Loss;
  /**
   * The mean loss of the best constant prediction: what a model must beat, and the unit that makes losses of different tasks comparable.
   *
   * @param training - The labels that the constant is chosen by, in the shape of the task's labels, example by example.
   * @param measured - The labels that the loss is measured on.
   * @defaultValue unknown: the task's loss is compared in its own unit
   */
  constant?(training: ArrayLike<number>, measured: ArrayLike<number>): number;
}
