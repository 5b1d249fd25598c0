import { countsMetric } from './class-counts.ts';
import { meanDefined } from './mean-defined.ts';

/**
 * Mean intersection over union: how well the places of each class are found, averaged over the classes. The usual metric of segmentation.
 *
 *     mIoU = mean_c( TP_c / (TP_c + FP_c + FN_c) )
 *
 * TP, FP and FN count the right, the wrong and the missed decisions (pixels) for class c, over all examples together. The classes are both answers of
 * a binary task, and the yes of each label of a multilabel task. A class that is neither true nor decided anywhere is left out, as in torchmetrics
 * and scikit-learn. NaN when no class is left.
 *
 * @see M. Everingham et al. The Pascal Visual Object Classes Challenge. IJCV 2015. https://doi.org/10.1007/s11263-014-0733-5
 */
export const meanIou = countsMetric('mean-iou', (counts, labels) =>
  meanDefined(
    counts.flatMap(({ decided, truth, hits }) =>
      Array.from(hits, (both, index) => {
        if (labels && index === 0) return undefined; // The no of a label is no class.
        const union = (decided[index] ?? 0) + (truth[index] ?? 0) - both; // TP + FP + FN
        return union === 0 ? undefined : both / union;
      }),
    ),
  ),
);
