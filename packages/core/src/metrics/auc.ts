import type { Column } from '../tasks/scoring.ts';
import { defineMetric, viewOf } from './define-metric.ts';
import { ofAll, perColumn } from './per-column.ts';
import { share } from './ranges.ts';
import { ranks } from './ranks.ts';

/**
 * How well the outputs order the examples: the chance that one with the label has a greater output than one without it,
 * equal outputs counting half. The area under the ROC curve.
 *
 *     AUC = ( Σ_{i with label} rᵢ − n₊ (n₊ + 1) / 2 ) / (n₊ n₋)
 *
 * rᵢ is the rank of output i from 1, averaged over equal outputs; n₊ and n₋ count the examples with and without the
 * label. For a multilabel task the mean over the labels that have both; NaN when there is none.
 *
 * @see J. A. Hanley, B. J. McNeil. The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC)
 *   Curve. Radiology 1982. https://doi.org/10.1148/radiology.143.1.7063747
 */
export const auc = defineMetric('auc', { mode: 'max', range: share }, (kind) =>
  perColumn(viewOf('auc', kind, 'scores'), ofAll(areaUnderCurve)),
);

function areaUnderCurve({ outputs, labels }: Column): number | undefined {
  const positives = labels.reduce((count, label) => count + label, 0);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const rankSum = ranks(outputs).reduce((sum, rank, index) => sum + rank * (labels[index] ?? 0), 0);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
