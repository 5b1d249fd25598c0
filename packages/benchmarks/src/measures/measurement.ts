/** One metric of one task, measured on a model and on the baseline it is compared with. */
export interface Measurement {
  /** The task. */
  readonly task: string;
  /** The metric. */
  readonly metric: string;
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
  /** The metric of the model. */
  readonly value: number;
  /** The metric of the baseline: the model of this task alone. */
  readonly baseline: number;
}

/**
 * How much better than the baseline, in percent of the baseline: positive is better whichever way the metric points.
 *
 *     100 · s · (m − b) / |b|        s = 1 if higher is better, −1 otherwise
 *
 * @param measurement - The metric m and its baseline b.
 */
export function relativeChange(measurement: Omit<Measurement, 'task' | 'metric'>): number {
  const { value, baseline, higherIsBetter } = measurement;
  return (100 * (higherIsBetter ? 1 : -1) * (value - baseline)) / Math.abs(baseline);
}
