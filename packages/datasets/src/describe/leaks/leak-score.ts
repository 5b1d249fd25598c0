import type { Labels } from './label-tally.ts';
import { fitOneColumnTree, type TreeColumn } from './one-column-tree.ts';

const folds = 5;

/**
 * How well a column alone predicts labels of rows that it has not seen: the score beyond chance of a decision tree over the column, in 5-fold cross-validation.
 *
 * @param column - The column.
 * @param labels - The labels.
 * @param rows - The rows, in a random order: every fifth is in the same fold.
 * @param enough - The score that matters: where the first fold is far below it, that of the first fold is given.
 */
export function leakScore(column: TreeColumn, labels: Labels, rows: Uint32Array, enough: number): number {
  const { values } = column;
  const order = Uint32Array.from(rows.keys()).sort((one, other) => {
    const [first, second] = [values[rows[one] ?? 0] ?? 0, values[rows[other] ?? 0] ?? 0];
    if (Number.isNaN(first) || Number.isNaN(second)) return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    return first - second;
  });
  const [tested, predictions] = [new Uint32Array(rows.length), new Float64Array(rows.length)];
  let count = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const train = order.filter((place) => place % folds !== fold).map((place) => rows[place] ?? 0);
    const predict = fitOneColumnTree(column, labels, train);
    for (let place = fold; place < rows.length; place += folds) {
      const row = rows[place] ?? 0;
      tested[count] = row;
      predictions[count] = predict(values[row] ?? 0);
      count += 1;
    }
    if (fold > 0) continue;
    const first = labels.score(tested.subarray(0, count), predictions.subarray(0, count));
    if (first < enough - 0.1) return first;
  }
  return labels.score(tested, predictions);
}
