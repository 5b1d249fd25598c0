import { defineMetric, viewOf } from './define-metric.ts';
import { type ColumnState, perColumn } from './per-column.ts';
import { upTo1 } from './ranges.ts';

/**
 * The share of the targets' variance that the predictions explain: 1 is perfect, 0 is no better than the targets' mean.
 *
 *     R² = mean_o( 1 − Σᵢ (yᵢ − xᵢ)² / Σᵢ (yᵢ − ȳ)² )
 *
 * x are the predictions and y the targets, over the examples i and the targets o. As in scikit-learn, a target that never
 * varies gives 1 when predicted perfectly and 0 otherwise, and fewer than two examples give NaN.
 */
export const r2 = defineMetric('r2', { mode: 'max', range: upTo1 }, (kind) =>
  perColumn(viewOf('r2', kind, 'numbers'), explained),
);

function explained(): ColumnState {
  let [count, mean, residual, variance] = [0, 0, 0, 0];
  return {
    add({ outputs, labels }) {
      for (const [index, label] of labels.entries()) {
        residual += (label - (outputs[index] ?? Number.NaN)) ** 2;
        // Welford's update: exactly 0 for targets that are all the same.
        const distance = label - mean;
        count += 1;
        mean += distance / count;
        variance += distance * (label - mean);
      }
    },
    value() {
      if (count < 2) return undefined;
      if (variance === 0) return residual === 0 ? 1 : 0;
      return 1 - residual / variance;
    },
  };
}
