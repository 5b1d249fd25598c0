import { decide } from './decisions.ts';
import type { Predictions } from './predictions.ts';

/**
 * The share of right decisions: of examples for binary and multiclass tasks, of single labels for multilabel tasks (1
 * minus the Hamming loss, not the share of examples with every label right). NaN without labels.
 *
 * @param predictions - Predictions of a classifying task.
 */
export function accuracy(predictions: Predictions): number {
  const { decided, truth } = decide(predictions);
  const right = decided.reduce((count, decision, index) => count + (decision === truth[index] ? 1 : 0), 0);
  return right / decided.length;
}
