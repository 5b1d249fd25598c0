import { type Column, meanOverColumns, type Predictions } from './predictions.ts';

/**
 * The share of the targets' variance that the predictions explain: 1 is perfect, 0 is no better than the targets' mean.
 *
 *     R² = mean_o( 1 − Σᵢ (yᵢ − xᵢ)² / Σᵢ (yᵢ − ȳ)² )
 *
 * x are the outputs and y the targets, over the examples i and the targets o. As in scikit-learn, a target that never
 * varies gives 1 when predicted perfectly and 0 otherwise, and fewer than two examples give NaN.
 *
 * @param predictions - Predictions of a regression.
 */
export function r2(predictions: Predictions): number {
  return meanOverColumns(predictions, explained);
}

function explained({ outputs, labels }: Column): number | undefined {
  const [first] = labels;
  if (first === undefined || labels.length < 2) return undefined;
  // Relative to the first target, so that the variance of targets that are all the same is exactly 0.
  const offset = labels.reduce((total, label) => total + (label - first), 0) / labels.length;
  let [residual, variance] = [0, 0];
  labels.forEach((label, index) => {
    residual += (label - (outputs[index] ?? Number.NaN)) ** 2;
    variance += (label - first - offset) ** 2;
  });
  if (variance === 0) return residual === 0 ? 1 : 0;
  return 1 - residual / variance;
}
