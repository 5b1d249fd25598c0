import { decide } from './decisions.ts';
import type { Predictions } from './predictions.ts';

/**
 * How well each class is found, averaged over the classes, frequent or rare.
 *
 *     F1 = mean_c( 2 TP_c / (2 TP_c + FP_c + FN_c) )
 *
 * TP, FP and FN count the right, the wrong and the missed decisions for class c. The classes are both answers of a
 * binary task, and the yes of each label of a multilabel task. A class that is neither true nor decided for any example
 * has no F1 and is left out (scikit-learn does so for classes, but counts such a label of a multilabel task as 0). NaN
 * when no class is left.
 *
 * @param predictions - Predictions of a classifying task.
 */
export function macroF1(predictions: Predictions): number {
  const { decided, truth } = decide(predictions);
  const { kind, width } = predictions;
  const classOf = (value: number, index: number): number | undefined => {
    if (kind !== 'multilabel') return value;
    return value === 1 ? index % width : undefined;
  };
  const hits = new Map<number, number>();
  const counts = new Map<number, number>();
  decided.forEach((value, index) => {
    const [guess, actual] = [classOf(value, index), classOf(truth[index] ?? -1, index)];
    if (guess !== undefined) increment(counts, guess);
    if (actual !== undefined) increment(counts, actual);
    if (guess !== undefined && guess === actual) increment(hits, guess);
  });
  let sum = 0;
  for (const [label, count] of counts) sum += (2 * (hits.get(label) ?? 0)) / count; // 2 TP + FP + FN = decided + true
  return sum / counts.size;
}

function increment(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
