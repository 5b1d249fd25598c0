import type { Scored } from '../../metrics/scored.ts';
import { columnOf } from '../column.ts';
import type { Column, Decisions, Probabilities } from '../scoring.ts';

/** What yes-or-no outputs tell metrics. */
export interface LabelScoring {
  /** Decides for yes where a logit is above 0. */
  decisions(scored: Scored): Decisions;
  /** The probability of each yes. */
  probabilities(scored: Scored): Probabilities;
  /** The logits beside 0 or 1, label by label. */
  scores(scored: Scored): readonly Column[];
}

/**
 * Metrics' views of a logit for each of several labels.
 *
 * @param labels - How many labels.
 * @param multilabel - Whether they are labels of a multilabel task.
 */
export function labelScoring(labels: number, multilabel: boolean): LabelScoring {
  return {
    decisions: ({ outputs, labels: truth }) => ({
      decided: Int32Array.from(outputs, (logit) => (logit > 0 ? 1 : 0)),
      truth: Int32Array.from(truth),
      classes: 2,
      ...(multilabel && { labels }),
    }),
    probabilities: ({ outputs, labels: truth }) => ({
      values: Float64Array.from(outputs, sigmoid),
      truth: Int32Array.from(truth),
      columns: labels,
      exclusive: false,
    }),
    scores: ({ outputs, labels: truth }) =>
      Array.from({ length: labels }, (_, label) => ({
        outputs: columnOf(outputs, labels, label),
        labels: columnOf(truth, labels, label),
      })),
  };
}

/**
 * The probability of a logit.
 *
 * @param logit - The logit.
 */
export function sigmoid(logit: number): number {
  return logit < 0 ? Math.exp(logit) / (1 + Math.exp(logit)) : 1 / (1 + Math.exp(-logit));
}

/**
 * Checks that all labels are 0 or 1.
 *
 * @param values - The labels.
 * @returns What they must be, when one is not.
 */
export function checkYesNo(values: ArrayLike<number>): string | undefined {
  return Array.from(values).every((value) => value === 0 || value === 1) ? undefined : '0 or 1';
}
