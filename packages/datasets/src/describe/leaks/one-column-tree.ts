import type { Labels, Tally } from './label-tally.ts';

/** How often a range of numbers is halved at most: 256 leaves. */
const deepest = 8;

/** The values of a column, NaN where one is missing. */
export interface TreeColumn {
  /**
   *
   */
  /** The value of each row. */
  readonly values: Float64Array;
  /** Whether the values are categories, which are leaves of their own, and no numbers, which are split into ranges. */
  readonly categories: boolean;
}

/** A decision tree over one column: predicts from a value. */
export type OneColumnTree = (value: number) => number;

interface Leaf {
  /** The largest value in it. */
  readonly to: number;
  readonly prediction: number;
}

/**
 * Fits a decision tree to one column: a leaf for each category, or ranges of numbers, each split where the labels on both sides are most alike (least squares,
 * which is Gini's index for classes). Missing cells have a leaf of their own; of a category that it has not seen it predicts what it does of all rows.
 *
 * @param column - The column.
 * @param labels - What is predicted.
 * @param sorted - The rows to learn from, by the value of the column, those without one last.
 * @see L. Breiman, J. Friedman, R. Olshen, C. Stone. Classification and Regression Trees. 1984.
 */
export function fitOneColumnTree(
  { values, categories }: TreeColumn,
  labels: Labels,
  sorted: Uint32Array,
): OneColumnTree {
  const [left, right] = [labels.tally(), labels.tally()];
  const predict = (from: number, to: number): number => {
    left.clear();
    for (let index = from; index < to; index += 1) left.add(sorted[index] ?? 0, 1);
    return left.prediction;
  };
  const valueAt = (index: number): number => values[sorted[index] ?? 0] ?? 0;
  const overall = predict(0, sorted.length);
  let present = sorted.length;
  while (present > 0 && Number.isNaN(valueAt(present - 1))) present -= 1;
  const missing = present < sorted.length ? predict(present, sorted.length) : overall;
  const leaves: Leaf[] = [];
  const grow = (from: number, to: number, depth: number): void => {
    const cut = depth === 0 ? 0 : bestCut({ from, to, sorted, valueAt, left, right });
    if (cut > 0) {
      grow(from, cut, depth - 1);
      grow(cut, to, depth - 1);
    } else {
      const end = to < present ? (valueAt(to - 1) + valueAt(to)) / 2 : Number.POSITIVE_INFINITY;
      leaves.push({ to: end, prediction: predict(from, to) });
    }
  };
  if (!categories && present > 0) grow(0, present, deepest);
  for (let from = 0; categories && from < present;) {
    let to = from + 1;
    while (to < present && valueAt(to) === valueAt(from)) to += 1;
    leaves.push({ to: valueAt(from), prediction: predict(from, to) });
    from = to;
  }
  return (value) => {
    if (Number.isNaN(value)) return missing;
    const leaf = leaves[firstFrom(leaves, value)];
    if (categories) return leaf?.to === value ? leaf.prediction : overall;
    return leaf?.prediction ?? overall;
  };
}

interface Segment {
  readonly from: number;
  readonly to: number;
  readonly sorted: Uint32Array;
  readonly valueAt: (index: number) => number;
  readonly left: Tally;
  readonly right: Tally;
}

/** Where a range of rows is split best, both sides with two rows at least; 0 where no split makes them more alike. */
function bestCut({ from, to, sorted, valueAt, left, right }: Segment): number {
  left.clear();
  right.clear();
  for (let index = from; index < to; index += 1) right.add(sorted[index] ?? 0, 1);
  let [best, cut] = [(right.squares / right.count) * (1 + 1e-9) + 1e-9, 0];
  for (let index = from; index < to - 2; index += 1) {
    const row = sorted[index] ?? 0;
    left.add(row, 1);
    right.add(row, -1);
    if (left.count < 2 || valueAt(index) === valueAt(index + 1)) continue;
    const alike = left.squares / left.count + right.squares / right.count;
    if (alike > best) [best, cut] = [alike, index + 1];
  }
  return cut;
}

/** The first leaf whose largest value is not below a value (binary search). */
function firstFrom(leaves: readonly Leaf[], value: number): number {
  let [low, high] = [0, leaves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle]?.to ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
