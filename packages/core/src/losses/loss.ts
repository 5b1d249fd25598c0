import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

import type { Configurable } from '../options/config.ts';
import type { Scale } from '../tasks/scale.ts';
import type { Target } from '../tasks/target.ts';

/** Something that outputs say beside the number, by tensor operations. */
export type DetailTensor = (outputs: Tensor, scale: Readonly<Record<keyof Scale, Tensor>>) => Tensor;

/** How wrong a task's outputs are. */
export interface Loss extends Configurable {
  /** Its name: `softmax-cross-entropy`. */
  readonly name: string;
  /** The form of outputs that it takes: see {@link Target.form}. */
  readonly form: string;
  /**
   * The loss of each example. It reads no value, and its gradient exists everywhere: it runs op by op and in a compiled step.
   *
   * @param outputs - The head's outputs for a batch.
   * @param labels - The labels; a missing one is 0.
   * @throws {@link ShapeError} when the shapes do not fit.
   */
  call(outputs: Tensor, labels: Tensor): Tensor1D;
  /**
   * Outputs that the head gives for each number of a regression; those of one target are side by side.
   *
   * @defaultValue 1
   */
  readonly outputsPerTarget?: number;
  /**
   * The number that outputs stand for.
   *
   * @param outputs - The outputs for one target: {@link Loss.outputsPerTarget}.
   * @defaultValue the first output
   */
  predict?(outputs: ArrayLike<number>): number;
  /**
   * The same by tensor operations; needed where {@link Loss.predict} is given and the model is to be an ONNX file with its preprocessing.
   *
   * @param outputs - Examples × targets × {@link Loss.outputsPerTarget}.
   * @returns Examples × targets × 1.
   */
  predictTensor?(outputs: Tensor): Tensor;
  /**
   * What outputs say beside the number, such as a standard deviation.
   *
   * @param outputs - The outputs for one target.
   * @param scale - How the target is standardised: what is said is in its own unit. Not at all when left out.
   * @defaultValue nothing
   */
  details?(outputs: ArrayLike<number>, scale?: Scale): Readonly<Record<string, unknown>>;
  /**
   * The same by tensor operations, detail by detail; needed as {@link Loss.predictTensor} is. Each is given the outputs (examples × targets ×
   * {@link Loss.outputsPerTarget}) and how targets are standardised (targets × 1).
   */
  readonly detailTensors?: Readonly<Record<string, DetailTensor>>;
  /**
   * The weight of each example by its label, such as that of its class: the loss of a batch is Σ wᵢℓᵢ / Σ wᵢ.
   *
   * @param labels - The labels; a missing one is 0.
   * @defaultValue 1 for every example
   */
  weight?(labels: Tensor): Tensor1D;
  /**
   * What the loss must be for a target of its form, when it does not suit; undefined when it does.
   *
   * @param target - What is predicted.
   * @returns The end of a sentence: `one with 3 class weights`.
   * @defaultValue it suits every target of its form
   */
  misfit?(target: Target): string | undefined;
  /**
   * Checks a label.
   *
   * @param value - One number of a label.
   * @returns What it must be, when it is not; undefined when it is good.
   * @defaultValue every label of the kind is good
   */
  checkLabel?(value: number): string | undefined;
  /**
   * The loss with what it takes from the training labels, such as balanced class weights. Called once, before training.
   *
   * @param training - The training labels, example by example, missing ones left out.
   * @param target - What is predicted.
   * @defaultValue the loss itself
   */
  fitted?(training: ArrayLike<number>, target: Target): Loss;
  /**
   * The mean loss of the best constant prediction: what a model must beat, and the unit that makes losses of different tasks comparable.
   *
   * @param training - The labels that the constant is chosen by, in the shape of the task's labels, example by example, missing ones
   *   left out.
   * @param measured - The labels that the loss is measured on.
   * @param target - What is predicted.
   * @defaultValue unknown: the task's loss is compared in its own unit
   */
  constant?(training: ArrayLike<number>, measured: ArrayLike<number>, target: Target): number;
}
