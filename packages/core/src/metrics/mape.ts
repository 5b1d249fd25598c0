import { defineMetric, viewOf } from './define-metric.ts';
import { meanOf, perColumn } from './per-column.ts';
import { notNegative } from './ranges.ts';

/**
 * How far the predictions are from the targets, as a share of the target: 0.1 is 10 %.
 *
 *     MAPE = mean_o( meanᵢ |xᵢ − yᵢ| / max(|yᵢ|, ε) )
 *
 * x are the predictions and y the targets, over the examples i and the targets o, and ε = 2⁻⁵², as in scikit-learn: a target of 0 makes it
 * huge. NaN without labels.
 */
export const mape = defineMetric('mape', { mode: 'min', range: notNegative }, (kind) =>
  perColumn(
    viewOf('mape', kind, 'numbers'),
    meanOf((output, label) => Math.abs(output - label) / Math.max(Math.abs(label), Number.EPSILON)),
  ),
);
