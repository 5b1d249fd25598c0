/** How one task of a job came out under equal weights: whether the peer learnt what we did. */
export interface JobTask {
  /** The task. */
  readonly task: string;
  /** Its metric. */
  readonly metric: string;
  /** The mean over our trials on the test split. */
  readonly ours: number;
  /** The mean over the peer's. */
  readonly peer: number;
}

/** The whole job of one data set, here and by the peer. */
export interface JobRow {
  /** The data set. */
  readonly dataset: string;
  /** Trials of each side. */
  readonly trials: number;
  /** Seconds that ours took, in each round, from the first process to the last result on disk. */
  readonly ours: readonly number[];
  /** Seconds that the peer's took, in each round, from the first process to the last result. */
  readonly peer: readonly number[];
  /** The time of ours over that of the peer: the median over the rounds. */
  readonly ratio: number;
  /** What both learnt. */
  readonly tasks: readonly JobTask[];
}
