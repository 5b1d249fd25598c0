import { countsMetric, total } from './class-counts.ts';

/**
 * The share of right decisions: of examples for binary and multiclass tasks, of single labels for multilabel tasks (1
 * minus the Hamming loss, not the share of examples with every label right). NaN without labels.
 */
export const accuracy = countsMetric('accuracy', (counts) => {
  const right = counts.reduce((sum, { hits }) => sum + total(hits), 0);
  return right / counts.reduce((sum, { truth }) => sum + total(truth), 0);
});
