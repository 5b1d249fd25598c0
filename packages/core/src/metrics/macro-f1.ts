import { countsMetric } from './class-counts.ts';
import { meanDefined } from './mean-defined.ts';

/**
 * How well each class is found, averaged over the classes, frequent or rare.
 *
 *     F1 = mean_c( 2 TP_c / (2 TP_c + FP_c + FN_c) )
 *
 * TP, FP and FN count the right, the wrong and the missed decisions for class c. The classes are both answers of a
 * binary task, and the yes of each label of a multilabel task. A class that is neither true nor decided for any example
 * has no F1 and is left out (scikit-learn does so for classes, but counts such a label of a multilabel task as 0). NaN
 * when no class is left.
 */
export const macroF1 = countsMetric('macro-f1', (counts, labels) =>
  meanDefined(
    counts.flatMap(({ decided, truth, hits }) =>
      Array.from(hits, (both, index) => {
        if (labels && index === 0) return undefined; // The no of a label is no class.
        const count = (decided[index] ?? 0) + (truth[index] ?? 0); // 2 TP + FP + FN
        return count === 0 ? undefined : (2 * both) / count;
      }),
    ),
  ),
);
