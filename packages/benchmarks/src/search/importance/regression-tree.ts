import type { Random } from '@equipoise/core';

/** A node of a tree: a leaf, or a split of one column. */
export type TreeNode =
  | { readonly value: number }
  | { readonly column: number; readonly at: number; readonly below: TreeNode; readonly above: TreeNode };

/** The fewest rows of a leaf. */
const leafSize = 3;

/**
 * A regression tree: at each node the split that leaves the least variance, of a random two thirds of the columns.
 *
 * Source: Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984.
 *
 * @param columns - The columns, each with a value per row.
 * @param target - What is predicted, one per row.
 * @param rows - The rows that it is grown from; one may be there several times.
 * @param random - Draws the columns.
 */
export function growTree(
  columns: readonly (readonly number[])[],
  target: readonly number[],
  rows: readonly number[],
  random: Random,
): TreeNode {
  const split = bestSplit(columns, target, rows, random);
  if (!split) return { value: meanOf(target, rows) };
  const { column, at } = split;
  const isBelow = (row: number): boolean => (columns[column]?.[row] ?? 0) <= at;
  return {
    column,
    at,
    below: growTree(columns, target, rows.filter(isBelow), random),
    above: growTree(
      columns,
      target,
      rows.filter((row) => !isBelow(row)),
      random,
    ),
  };
}

interface Split {
  readonly column: number;
  readonly at: number;
  readonly error: number;
}

function bestSplit(
  columns: readonly (readonly number[])[],
  target: readonly number[],
  rows: readonly number[],
  random: Random,
): Split | undefined {
  const tried = columns.length < 3 ? columns.length : Math.ceil((2 * columns.length) / 3);
  const left = columns.map((_, column) => column);
  const drawn = Array.from({ length: tried }, () => left.splice(random.integer(left.length), 1)[0] ?? 0);
  let best: Split | undefined;
  const whole = squaredError(target, rows);
  for (const column of drawn) {
    const found = splitOf(columns[column] ?? [], target, rows);
    if (found && found.error < (best?.error ?? whole * (1 - 1e-12))) best = { column, ...found };
  }
  return best;
}

/** The best split of one column, by running sums over the rows in its order. */
function splitOf(
  values: readonly number[],
  target: readonly number[],
  rows: readonly number[],
): Omit<Split, 'column'> | undefined {
  const valueOf = (row: number): number => values[row] ?? 0;
  const sorted = [...rows].sort((a, b) => valueOf(a) - valueOf(b));
  const ys = sorted.map((row) => target[row] ?? 0);
  const [total, squares] = [ys.reduce((sum, y) => sum + y, 0), ys.reduce((sum, y) => sum + y * y, 0)];
  let [sum, best]: [number, Omit<Split, 'column'> | undefined] = [0, undefined];
  for (let count = 1; count < ys.length; count += 1) {
    sum += ys[count - 1] ?? 0;
    const [before, after] = [valueOf(sorted[count - 1] ?? 0), valueOf(sorted[count] ?? 0)];
    if (before === after || count < leafSize || ys.length - count < leafSize) continue;
    const error = squares - (sum * sum) / count - (total - sum) ** 2 / (ys.length - count);
    if (!best || error < best.error) best = { at: (before + after) / 2, error };
  }
  return best;
}

function meanOf(target: readonly number[], rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + (target[row] ?? 0), 0) / rows.length;
}

function squaredError(target: readonly number[], rows: readonly number[]): number {
  const mean = meanOf(target, rows);
  return rows.reduce((sum, row) => sum + ((target[row] ?? 0) - mean) ** 2, 0);
}
