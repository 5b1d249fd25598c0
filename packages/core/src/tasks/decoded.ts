import type { Tensor } from '@tensorflow/tfjs-core';

/** One thing that the outputs of a task say, by tensor operations: for files that other programs run. */
export interface DecodedOutput {
  /** What {@link DecodedOutput.call} gives are indices of these texts. */
  readonly texts?: readonly string[];
  /**
   * Decodes a batch.
   *
   * @param outputs - The head's outputs: examples × outputs.
   */
  readonly call: (outputs: Tensor) => Tensor;
}

/** What the outputs of a task say, by name: `class`, `probabilities`, `value`. */
export type DecodedOutputs = Readonly<Record<string, DecodedOutput>>;
