/** Outputs of a task beside the truth, for examples that have a label. No output is NaN. */
export interface Scored {
  /** What the head gave, example by example. */
  readonly outputs: Float32Array;
  /** The labels, example by example. */
  readonly labels: Float32Array | Int32Array;
  /** How many examples. */
  readonly size: number;
}
