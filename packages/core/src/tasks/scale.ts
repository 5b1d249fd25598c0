/** How numbers are standardised: what is taken off, and what they are then divided by. */
export interface Scale {
  /** The mean of the training examples. */
  readonly mean: number;
  /** The standard deviation of the training examples, above 0; 1 when they are all equal. */
  readonly deviation: number;
}
