import { countsMetric } from './class-counts.ts';
import { meanDefined } from './mean-defined.ts';

/**
 * The share of right decisions within each class, averaged over the classes that occur: the mean recall. For a multilabel task the mean
 * over its labels of that over yes and no. NaN without labels.
 *
 *     mean_c( TP_c / (TP_c + FN_c) )
 */
export const balancedAccuracy = countsMetric('balanced-accuracy', (counts) =>
  meanDefined(
    counts.map(({ truth, hits }) =>
      meanDefined(Array.from(hits, (both, index) => (truth[index] ? both / truth[index] : undefined))),
    ),
  ),
);
