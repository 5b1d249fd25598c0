/** The name of a metric. */
export type MetricName = 'accuracy' | 'macro-f1' | 'auc' | 'mae' | 'rmse' | 'r2';

/** Whether more is better, for each metric. */
export const higherIsBetter: Readonly<Record<MetricName, boolean>> = {
  accuracy: true,
  'macro-f1': true,
  auc: true,
  mae: false,
  rmse: false,
  r2: true,
};
