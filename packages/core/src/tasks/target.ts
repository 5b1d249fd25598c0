/**
 * What a task predicts, as far as a loss has to know. The forms of ours: `classes` (one of several classes, a logit for each), `labels`
 * (a yes or no for each of several labels, a logit for each) and `numbers`. A kind of your own may have another one.
 */
export interface Target {
  /** The form of the outputs: a loss fits when it has the same. */
  readonly form: string;
  /** How many classes, labels or numbers. */
  readonly count: number;
}
