import type { TaskKind } from './task-kind.ts';

/** Something that the model learns to predict. */
export interface Task<Name extends string = string, Prediction = unknown> {
  /** Its name: unique in the data set, and the key of its labels, predictions and metrics. */
  readonly name: Name;
  /** What it predicts, with its loss and metrics: `binary()`, `multiclass({ classes })`, `regression()`, or one of your own. */
  readonly kind: TaskKind<Prediction>;
  /**
   * The name of the only input that it reads, in data sets with several; or the names of those that it reads.
   *
   * @defaultValue all inputs
   */
  readonly input?: string | readonly string[];
  /**
   * How much the task matters, above 0: strategies that can, hold it as their preference, for others it multiplies the weight.
   *
   * @defaultValue 1
   */
  readonly priority?: number;
}
