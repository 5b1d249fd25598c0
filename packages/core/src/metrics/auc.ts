import { type Column, meanOverColumns, type Predictions } from './predictions.ts';

/**
 * How well the outputs order the examples: the chance that one with the label has a greater output than one without it,
 * equal outputs counting half. The area under the ROC curve.
 *
 *     AUC = ( Σ_{i with label} rᵢ − n₊ (n₊ + 1) / 2 ) / (n₊ n₋)
 *
 * rᵢ is the rank of output i from 1, averaged over equal outputs; n₊ and n₋ count the examples with and without the
 * label. For a multilabel task the mean over the labels that have both; NaN when there is none.
 *
 * @param predictions - Predictions of a binary or multilabel task.
 * @see J. A. Hanley, B. J. McNeil. The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC)
 *   Curve. Radiology 1982. https://doi.org/10.1148/radiology.143.1.7063747
 */
export function auc(predictions: Predictions): number {
  return meanOverColumns(predictions, areaUnderCurve);
}

function areaUnderCurve({ outputs, labels }: Column): number | undefined {
  const positives = labels.reduce((count, label) => count + label, 0);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const order = Uint32Array.from(outputs.keys()).sort((a, b) => (outputs[a] ?? 0) - (outputs[b] ?? 0));
  let rankSum = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = outputs[order[start] ?? 0];
    let tied = 0;
    for (; end < order.length && outputs[order[end] ?? 0] === value; end += 1) tied += labels[order[end] ?? 0] ?? 0;
    rankSum += (tied * (start + 1 + end)) / 2; // The ranks of the tie run from start + 1 to end.
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
