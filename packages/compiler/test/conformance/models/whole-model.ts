import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';

/** A model that is trained to classify. */
export interface WholeModel {
  /** What the optimizer moves. */
  readonly trained: readonly Variable[];
  /** All that training changes. */
  readonly variables: readonly Variable[];
  /** The loss on a batch. */
  readonly loss: (x: Tensor, y: Tensor) => Scalar;
  /** The inputs and labels of a batch. */
  readonly batch: (seed: number) => readonly [Tensor, Tensor];
}
