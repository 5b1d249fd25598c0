import { defineMetric, viewOf } from './define-metric.ts';
import { meanOf, perColumn } from './per-column.ts';
import { notNegative } from './ranges.ts';

/**
 * How far the predictions are from the targets, in the targets' unit.
 *
 *     MAE = mean_o( meanᵢ |xᵢ − yᵢ| )
 *
 * x are the predictions and y the targets, over the examples i and the targets o. NaN without labels.
 */
export const mae = defineMetric('mae', { mode: 'min', range: notNegative }, (kind) =>
  perColumn(
    viewOf('mae', kind, 'numbers'),
    meanOf((output, label) => Math.abs(output - label)),
  ),
);
