import type { Scored } from '../metrics/scored.ts';

/** Decisions of a classifying task, one for each decision that it makes: an example, a label of an example, a token. */
export interface Decisions {
  /** The class decided on. */
  readonly decided: Int32Array;
  /** The true class. */
  readonly truth: Int32Array;
  /** How many classes a decision is between; 2 where it is yes (1) or no (0). */
  readonly classes: number;
  /** For multilabel tasks: how many labels an example has. Decisions run label by label within an example. */
  readonly labels?: number;
}

/** Probabilities of a classifying task. */
export interface Probabilities {
  /** Examples × columns: a column per class (multiclass), or the probability of yes per label (binary, multilabel). */
  readonly values: Float64Array;
  /** The true class of each row where columns exclude each other, otherwise 0 or 1 for each value. */
  readonly truth: Int32Array;
  /** How many columns. */
  readonly columns: number;
  /** Whether the columns exclude each other, so that each row sums to 1. */
  readonly exclusive: boolean;
}

/** Numbers beside the truth, for one column: a target, or a label. */
export interface Column {
  /** What the model says: predicted numbers, or scores that order the examples. */
  readonly outputs: Float64Array;
  /** What is true. */
  readonly labels: Float64Array;
}

/** The tags of the tokens of sequences. */
export interface Sequences {
  /** The index of the tag decided on, token by token. */
  readonly decided: Int32Array;
  /** The index of the true tag, −1 where a token has none. */
  readonly truth: Int32Array;
  /** How many tokens a sequence has, padding included. */
  readonly length: number;
}

/** Predicted quantiles beside the truth, for one target. */
export interface QuantileColumn {
  /** Which quantiles, above 0 and below 1, in ascending order. */
  readonly levels: readonly number[];
  /** The predicted numbers of each quantile, in ascending order within an example. */
  readonly outputs: readonly Float64Array[];
  /** What is true. */
  readonly labels: Float64Array;
}

/** Predicted risks beside what happened, example by example. */
export interface SurvivalTimes {
  /** The predicted risks: who has a greater one is expected to have the event sooner. */
  readonly risks: Float64Array;
  /** When the event happened, or observation ended. */
  readonly times: Float64Array;
  /** 1 where the event happened, 0 where observation ended without it. */
  readonly events: Float64Array;
}

/** Scores that order the examples of groups, beside how relevant they are. */
export interface Relevance {
  /** The predicted scores. */
  readonly scores: Float64Array;
  /** How relevant each example is, at least 0. */
  readonly relevances: Float64Array;
  /** The number of the group that each example is of. */
  readonly groups: Float64Array;
}

/** Embeddings of examples that are of groups. */
export interface Embeddings {
  /** The embeddings, example by example. */
  readonly values: Float64Array;
  /** How many numbers one has. */
  readonly width: number;
  /** The number of the group that each example is of. */
  readonly groups: Float64Array;
}

/** A text beside those that it should be. */
export interface TextPair {
  /** What was written. */
  readonly text: string;
  /** What is right: one text, or several that are alike good. */
  readonly references: readonly string[];
}

/** Outputs as metrics read them. Every example has a label, and no output is NaN: see {@link Scored}. */
export interface Scoring {
  /** The kind's name, for errors. */
  readonly name: string;
  /** The names of classes, labels, tags or targets, in the order of the outputs, where it has any. */
  readonly names?: readonly string[];
  /**
   * The decisions, for metrics of classification. Left out by kinds that decide nothing.
   *
   * @param scored - The examples.
   */
  decisions?(scored: Scored): Decisions;
  /**
   * The probabilities, for metrics of calibration.
   *
   * @param scored - The examples.
   */
  probabilities?(scored: Scored): Probabilities;
  /**
   * Scores of yes beside 0 or 1, for metrics of ranking: a column for each label.
   *
   * @param scored - The examples.
   */
  scores?(scored: Scored): readonly Column[];
  /**
   * Predicted numbers beside true ones, for metrics of regression: a column for each target.
   *
   * @param scored - The examples.
   */
  numbers?(scored: Scored): readonly Column[];
  /**
   * Predicted quantiles beside true numbers, for metrics of intervals: a column for each target.
   *
   * @param scored - The examples.
   */
  quantiles?(scored: Scored): readonly QuantileColumn[];
  /**
   * Risks beside times, for metrics of survival.
   *
   * @param scored - The examples.
   */
  survival?(scored: Scored): SurvivalTimes;
  /**
   * Scores beside relevances and groups, for metrics of ranking by group.
   *
   * @param scored - The examples.
   */
  relevance?(scored: Scored): Relevance;
  /**
   * Embeddings beside groups, for metrics of neighbours.
   *
   * @param scored - The examples.
   */
  embeddings?(scored: Scored): Embeddings;
  /**
   * Texts beside references, for metrics of generation.
   *
   * @param scored - The examples.
   */
  texts?(scored: Scored): readonly TextPair[];
  /**
   * Tags in their order, for metrics of entities.
   *
   * @param scored - The examples.
   */
  sequences?(scored: Scored): Sequences;
}
