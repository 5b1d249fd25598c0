import type { TaskKind } from '../task.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { macroF1 } from './macro-f1.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import type { Metric } from './predictions.ts';
import { r2 } from './r2.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';

/** Every metric by its name. */
export const metrics = {
  accuracy,
  'macro-f1': macroF1,
  auc,
  mae: meanAbsoluteError,
  rmse: rootMeanSquaredError,
  r2,
} as const satisfies Record<string, Metric>;

/** The name of a metric. */
export type MetricName = keyof typeof metrics;

/** Whether more is better, for each metric. */
export const higherIsBetter: Readonly<Record<MetricName, boolean>> = {
  accuracy: true,
  'macro-f1': true,
  auc: true,
  mae: false,
  rmse: false,
  r2: true,
};

/** The metrics that are defined for each kind of task. */
export const metricsOf: Readonly<Record<TaskKind, readonly MetricName[]>> = {
  binary: ['accuracy', 'auc', 'macro-f1'],
  multiclass: ['accuracy', 'macro-f1'],
  multilabel: ['macro-f1', 'auc', 'accuracy'],
  regression: ['rmse', 'mae', 'r2'],
};
