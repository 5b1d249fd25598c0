import { defineMetric, viewOf } from './define-metric.ts';
import { meanDefined } from './mean-defined.ts';
import { notNegative } from './ranges.ts';

/**
 * The pinball loss of predicted quantiles, in the targets' unit: the mean of scikit-learn's `mean_pinball_loss` over the quantiles and targets.
 *
 *     pinball = mean_{o,q}( meanᵢ max( q (yᵢ − xᵢ), (q − 1) (yᵢ − xᵢ) ) )
 *
 * x is the predicted quantile q and y the target. NaN without labels.
 */
export const pinball = defineMetric('pinball', { mode: 'min', range: notNegative }, (kind) => {
  const read = viewOf('pinball', kind, 'quantiles');
  let [sum, count] = [0, 0];
  return {
    update(batch) {
      for (const { levels, outputs, labels } of read(batch)) {
        for (const [index, level] of levels.entries()) {
          outputs[index]?.forEach((output, row) => {
            const error = (labels[row] ?? Number.NaN) - output;
            sum += Math.max(level * error, (level - 1) * error);
            count += 1;
          });
        }
      }
    },
    compute: () => meanDefined(count === 0 ? [] : [sum / count]),
  };
});
