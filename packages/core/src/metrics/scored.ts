/** Outputs of a task beside the truth, for some examples. */
export interface Scored {
  /** What the head gave, example by example. */
  readonly outputs: Float32Array;
  /** The labels, example by example. */
  readonly labels: Float32Array | Int32Array;
  /** 1 where an example has a label, 0 where it is missing. Left out when none is missing. */
  readonly mask?: Uint8Array;
  /** How many examples. */
  readonly size: number;
}
