import type { Scored } from '../../metrics/scored.ts';
import type { Decisions, Probabilities } from '../scoring.ts';

/** What decisions between classes tell metrics. */
export interface ClassScoring {
  /** Decides for the greatest output, the first of equals. */
  decisions(scored: Scored): Decisions;
  /** The softmax of the outputs. */
  probabilities(scored: Scored): Probabilities;
}

/**
 * Metrics' views of decisions between classes: a row of logits for each label. Labels below 0 are left out.
 *
 * @param classes - How many classes.
 */
export function classScoring(classes: number): ClassScoring {
  const row = ({ outputs }: Scored, index: number): Float32Array =>
    outputs.subarray(index * classes, (index + 1) * classes);
  return {
    decisions(scored) {
      const rows = labelled(scored.labels);
      const decided = new Int32Array(rows.length);
      for (const [at, index] of rows.entries()) decided[at] = argmax(row(scored, index));
      return { decided, truth: taken(scored.labels, rows), classes };
    },
    probabilities(scored) {
      const rows = labelled(scored.labels);
      const values = new Float64Array(rows.length * classes);
      for (const [at, index] of rows.entries()) values.set(softmax(row(scored, index)), at * classes);
      return { values, truth: taken(scored.labels, rows), columns: classes, exclusive: true };
    },
  };
}

/**
 * The place of the greatest value, the first of equals.
 *
 * @param values - The values.
 */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < values.length; index += 1) {
    if ((values[index] ?? Number.NaN) > (values[best] ?? Number.NaN)) best = index;
  }
  return best;
}

/**
 * Probabilities from logits of any size.
 *
 * @param logits - The logits.
 */
export function softmax(logits: ArrayLike<number>): Float64Array {
  const greatest = logits[argmax(logits)] ?? 0;
  const powers = Float64Array.from(logits, (logit) => Math.exp(logit - greatest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function labelled(labels: ArrayLike<number>): readonly number[] {
  const rows: number[] = [];
  for (let index = 0; index < labels.length; index += 1) if ((labels[index] ?? -1) >= 0) rows.push(index);
  return rows;
}

function taken(labels: ArrayLike<number>, rows: readonly number[]): Int32Array {
  const truth = new Int32Array(rows.length);
  for (const [at, index] of rows.entries()) truth[at] = labels[index] ?? -1;
  return truth;
}
