import type { TaskKind } from '../task.ts';

/** What a model said of some examples, beside what is true of them. */
export interface Predictions {
  /** What the task predicts. */
  readonly kind: TaskKind;
  /** What the head gave, example by example: logits of a classifying task, numbers of a regression. */
  readonly outputs: Float32Array;
  /** How many outputs an example has. */
  readonly width: number;
  /** The truth, example by example: one class index for multiclass, otherwise as many numbers as outputs. */
  readonly labels: Float32Array;
  /** 1 where the example has a label, 0 where it has none. Left out when none is missing. */
  readonly present?: Uint8Array;
  /** How many examples. */
  readonly size: number;
}

/** A measure of how good predictions are; NaN where the measure is not defined for them. */
export type Metric = (predictions: Predictions) => number;

/**
 * The examples that have a label, in order.
 *
 * @param predictions - What to look through.
 */
export function labelled({ size, present }: Predictions): readonly number[] {
  const examples: number[] = [];
  for (let example = 0; example < size; example += 1) {
    if (!present || present[example] === 1) examples.push(example);
  }
  return examples;
}

/** One output and its truth, over the examples that have a label. */
export interface Column {
  /** What the head gave. */
  readonly outputs: Float64Array;
  /** What is true. */
  readonly labels: Float64Array;
}

/**
 * A measure of one output, averaged over the outputs for which it is defined; NaN when it is for none.
 *
 * @param predictions - What to measure; not of a multiclass task.
 * @param measure - The measure of one output over the examples that have a label; undefined where it is not defined.
 */
export function meanOverColumns(predictions: Predictions, measure: (column: Column) => number | undefined): number {
  const values = Array.from({ length: predictions.width }, (_, column) => measure(columnOf(predictions, column)));
  const defined = values.filter((value) => value !== undefined);
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

function columnOf(predictions: Predictions, column: number): Column {
  const positions = labelled(predictions).map((example) => example * predictions.width + column);
  return {
    outputs: Float64Array.from(positions, (position) => predictions.outputs[position] ?? Number.NaN),
    labels: Float64Array.from(positions, (position) => predictions.labels[position] ?? Number.NaN),
  };
}
