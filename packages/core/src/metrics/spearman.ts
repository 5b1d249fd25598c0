import type { Column } from '../tasks/scoring.ts';
import { defineMetric, viewOf } from './define-metric.ts';
import { ofAll, perColumn } from './per-column.ts';
import { correlation } from './ranges.ts';
import { ranks } from './ranks.ts';

/**
 * Spearman's rank correlation of predictions and targets, from −1 to 1: how well the predictions order the examples.
 *
 *     ρ = Σᵢ (rᵢ − r̄) (sᵢ − s̄) / √( Σᵢ (rᵢ − r̄)² Σᵢ (sᵢ − s̄)² )
 *
 * r and s are the ranks of predictions and targets, averaged over equal numbers. With several targets the mean over those for which it is
 * defined; NaN where the predictions or the targets are all the same.
 */
export const spearman = defineMetric('spearman', { mode: 'max', range: correlation }, (kind) =>
  perColumn(viewOf('spearman', kind, 'numbers'), ofAll(rankCorrelation)),
);

function rankCorrelation({ outputs, labels }: Column): number | undefined {
  const [r, s] = [ranks(outputs), ranks(labels)];
  const centre = (outputs.length + 1) / 2; // The mean of ranks, tied or not.
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, rank, index) => sum + (rank - centre) * ((b[index] ?? 0) - centre), 0);
  const spread = Math.sqrt(product(r, r)) * Math.sqrt(product(s, s));
  return spread === 0 ? undefined : product(r, s) / spread;
}
