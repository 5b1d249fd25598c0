import type { Column } from '../tasks/scoring.ts';
import { defineMetric, viewOf } from './define-metric.ts';
import { ofAll, perColumn } from './per-column.ts';
import { share } from './ranges.ts';

/**
 * The area under the precision–recall curve, as average precision: how pure the examples with the greatest outputs are.
 *
 *     AP = Σ_n (R_n − R_{n−1}) P_n
 *
 * P_n and R_n are precision and recall of the examples with an output of at least the nth greatest distinct one. For a multilabel task the
 * mean over the labels that occur (scikit-learn counts one that does not as 0); NaN when there is none.
 */
export const prAuc = defineMetric('pr-auc', { mode: 'max', range: share }, (kind) =>
  perColumn(viewOf('pr-auc', kind, 'scores'), ofAll(averagePrecision)),
);

function averagePrecision({ outputs, labels }: Column): number | undefined {
  const positives = labels.reduce((count, label) => count + label, 0);
  if (positives === 0) return undefined;
  const order = Uint32Array.from(outputs.keys()).sort((a, b) => (outputs[b] ?? 0) - (outputs[a] ?? 0));
  let [area, found] = [0, 0];
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = outputs[order[start] ?? 0];
    const before = found;
    for (; end < order.length && outputs[order[end] ?? 0] === value; end += 1) found += labels[order[end] ?? 0] ?? 0;
    area += ((found - before) / positives) * (found / end);
  }
  return area;
}
