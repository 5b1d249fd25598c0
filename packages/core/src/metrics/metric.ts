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

/** The least and the greatest value that a metric can have; infinite where there is none. */
export type MetricRange = readonly [least: number, greatest: number];

/** What the values of a metric mean. */
export interface MetricFacts {
  /** Whether more is better, or less. */
  readonly mode: 'max' | 'min';
  /**
   * Its least and its greatest value.
   *
   * @defaultValue any number
   */
  readonly range?: MetricRange;
}

/** A measure of how good a task's predictions are. */
export interface Metric extends Configurable, MetricFacts {
  /** Its name: `accuracy`. */
  readonly name: string;
  /**
   * Begins to measure.
   *
   * @param kind - What the task predicts.
   * @throws {@link InvalidOptionError} when the metric is not defined for this kind.
   */
  create(kind: Scoring): MetricState;
}
