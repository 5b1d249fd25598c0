import { defineMetric, viewOf } from './define-metric.ts';
import { notNegative } from './ranges.ts';

/**
 * The cross-entropy of the predicted probabilities: minus the mean log probability of the truth.
 *
 *     −meanᵢ log p(yᵢ)
 *
 * For a multilabel task the mean over examples and labels. As in scikit-learn, probabilities are at least 2⁻⁵² and at most 1 − 2⁻⁵². Class
 * weights and label smoothing of the training loss do not matter. NaN without labels.
 */
export const logLoss = defineMetric('log-loss', { mode: 'min', range: notNegative }, (kind) => {
  const read = viewOf('log-loss', kind, 'probabilities');
  let [sum, count] = [0, 0];
  return {
    update(batch) {
      const { values, truth, columns, exclusive } = read(batch);
      truth.forEach((label, index) => {
        const value = (exclusive ? values[index * columns + label] : values[index]) ?? Number.NaN;
        const probability = exclusive || label > 0 ? value : 1 - value;
        sum -= Math.log(Math.min(Math.max(probability, Number.EPSILON), 1 - Number.EPSILON));
      });
      count += truth.length;
    },
    compute: () => sum / count,
  };
});
