import type { Layer, TensorSpec } from '../layers/layer.ts';
import type { Loss } from '../losses/loss.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Scored } from '../metrics/scored.ts';
import type { Configurable } from '../options/config.ts';

/** Decisions of a classifying task, one for each decision that it makes: an example, a label of an example, a token. */
export interface Decisions {
  /** The class decided on. */
  readonly decided: Int32Array;
  /** The true class. */
  readonly truth: Int32Array;
  /** For multilabel tasks: how many labels an example has. Decisions run label by label within an example. */
  readonly labels?: number;
}

/** Probabilities of a classifying task over the examples that have a label, class by class. */
export interface Probabilities {
  /** Examples × columns: a column per class (multiclass), or the probability of yes per label (binary, multilabel). */
  readonly values: Float64Array;
  /** The true class (multiclass), or 0 or 1 per column. */
  readonly truth: Int32Array;
  /** How many columns. */
  readonly columns: number;
  /** Whether the columns exclude each other, so that each row sums to 1. */
  readonly exclusive: boolean;
}

/** Numbers beside their truth, over the examples that have a label: column by column. */
export interface Column {
  /** What the model says: predicted numbers, or scores that order the examples. */
  readonly outputs: Float64Array;
  /** What is true. */
  readonly labels: Float64Array;
}

/** What a task predicts: everything that depends on it, in one object. A new kind is one file. */
export interface TaskKind extends Configurable {
  /** Its name: `binary`. */
  readonly name: string;
  /** The head's outputs for one example. */
  readonly outputs: TensorSpec;
  /** The labels of one example. */
  readonly labels: TensorSpec;
  /** The names of classes, labels or targets, in the order of the outputs, where it has any. */
  readonly names?: readonly string[];
  /**
   * The task's own part of the model, from features to {@link TaskKind.outputs}, where the model's usual head does not fit.
   *
   * @defaultValue the head that `fit` was given
   */
  readonly head?: Layer;
  /** What is minimised. */
  readonly loss: Loss;
  /** What is reported; the first is the main metric, on which comparisons and rankings are made. */
  readonly metrics: readonly Metric[];
  /**
   * Checks the labels of one example.
   *
   * @param values - As many as {@link TaskKind.labels} says.
   * @returns What a label must be, when one is not; undefined when all are good.
   */
  checkLabel(values: ArrayLike<number>): string | undefined;
  /**
   * The outputs of one example in the user's terms: a class and its probabilities, numbers, tags.
   *
   * @param outputs - As many as {@link TaskKind.outputs} says.
   */
  decode(outputs: ArrayLike<number>): unknown;
  /** The decisions, for metrics of classification. Left out by kinds that decide nothing. */
  decisions?(scored: Scored): Decisions;
  /** The probabilities, for metrics of calibration. */
  probabilities?(scored: Scored): Probabilities;
  /** Outputs beside labels: numbers for metrics of regression, scores of yes for ROC curves. */
  columns?(scored: Scored): readonly Column[];
}
