import { defineMetric, viewOf } from './define-metric.ts';
import { meanOf, perColumn } from './per-column.ts';
import { notNegative } from './ranges.ts';

/**
 * How far the predictions are from the targets, in the targets' unit, large errors counting more.
 *
 *     RMSE = mean_o( √ meanᵢ (xᵢ − yᵢ)² )
 *
 * x are the predictions and y the targets, over the examples i and the targets o: with several targets the mean of their
 * RMSEs, as in scikit-learn. NaN without labels.
 */
export const rmse = defineMetric('rmse', { mode: 'min', range: notNegative }, (kind) =>
  perColumn(
    viewOf('rmse', kind, 'numbers'),
    meanOf((output, label) => (output - label) ** 2, Math.sqrt),
  ),
);
