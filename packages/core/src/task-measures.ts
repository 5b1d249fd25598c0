import type { Metric } from './metrics/metric.ts';

/** What a strategy may know of a task: its name, and what is measured of it, the main metric first. */
export interface TaskMeasures {
  /** Its name. */
  readonly name: string;
  /** Its metrics. */
  readonly metrics: readonly Pick<Metric, 'name' | 'mode' | 'range'>[];
}

/** The metrics of every task on the validation split, in task order: `metrics[task][metric]`. NaN where one is not defined. */
export type ValidationMetrics = readonly Readonly<Record<string, number>>[];
