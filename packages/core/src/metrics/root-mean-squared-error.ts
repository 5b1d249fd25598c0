import { meanOverColumns, type Predictions } from './predictions.ts';

/**
 * How far the predictions are from the targets, in the targets' unit, large errors counting more.
 *
 *     RMSE = mean_o( √ meanᵢ (xᵢ − yᵢ)² )
 *
 * x are the outputs and y the targets, over the examples i and the targets o: with several targets the mean of their
 * RMSEs, as scikit-learn has it. NaN without labels.
 *
 * @param predictions - Predictions of a regression.
 */
export function rootMeanSquaredError(predictions: Predictions): number {
  return meanOverColumns(predictions, ({ outputs, labels }) => {
    const sum = outputs.reduce((total, output, index) => total + (output - (labels[index] ?? Number.NaN)) ** 2, 0);
    return Math.sqrt(sum / outputs.length);
  });
}
