import type { Configurable } from '../options/config.ts';
import type { Scoring } from '../tasks/scoring.ts';
import type { Scored } from './scored.ts';

/** A metric while examples come in. */
export interface MetricState {
  /**
   * Takes in examples.
   *
   * @param batch - The examples: those without a label are left out.
   */
  update(batch: Scored): void;
  /** The metric over all examples so far; NaN where it is not defined for them. */
  compute(): number;
}

/** A measure of how good a task's predictions are. */
export interface Metric extends Configurable {
  /** Its name: `accuracy`. */
  readonly name: string;
  /** Whether more is better, or less. */
  readonly mode: 'max' | 'min';
  /**
   * Begins to measure.
   *
   * @param kind - What the task predicts.
   * @throws {@link InvalidOptionError} when the metric is not defined for this kind.
   */
  create(kind: Scoring): MetricState;
}
