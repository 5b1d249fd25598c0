import { meanOverColumns, type Predictions } from './predictions.ts';

/**
 * How far the predictions are from the targets, in the targets' unit.
 *
 *     MAE = mean_o( meanᵢ |xᵢ − yᵢ| )
 *
 * x are the outputs and y the targets, over the examples i and the targets o. NaN without labels.
 *
 * @param predictions - Predictions of a regression.
 */
export function meanAbsoluteError(predictions: Predictions): number {
  return meanOverColumns(predictions, ({ outputs, labels }) => {
    const sum = outputs.reduce((total, output, index) => total + Math.abs(output - (labels[index] ?? Number.NaN)), 0);
    return sum / outputs.length;
  });
}
