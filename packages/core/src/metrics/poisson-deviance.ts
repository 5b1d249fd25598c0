import { defineMetric, viewOf } from './define-metric.ts';
import { meanOf, perColumn } from './per-column.ts';
import { notNegative } from './ranges.ts';

/**
 * How far predicted means are from counts: scikit-learn's `mean_poisson_deviance`.
 *
 *     D = mean_o( meanᵢ 2 (yᵢ log(yᵢ / xᵢ) − yᵢ + xᵢ) )
 *
 * x are the predictions, above 0, and y ≥ 0 the targets, with 0 log 0 = 0, over the examples i and the targets o. NaN without labels, and where a
 * prediction is below 0; infinite where it is 0 and its target is not.
 */
export const poissonDeviance = defineMetric('poisson-deviance', { mode: 'min', range: notNegative }, (kind) =>
  perColumn(viewOf('poisson-deviance', kind, 'numbers'), meanOf(deviance)),
);

function deviance(mean: number, count: number): number {
  if (!(mean >= 0)) return Number.NaN;
  return 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - count + mean);
}
