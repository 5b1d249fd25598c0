import type { PerTask } from '@equipoise/core';

import { put, take } from './per-task.ts';

interface Split {
  /** The cost of the clusters up to here. */
  readonly cost: number;
  /** The start of the last cluster. */
  readonly start: number;
}

/**
 * Optimal one-dimensional k-means: replaces every number by the mean of its cluster. Dynamic programming finds the global minimum of
 * the squared distances, independently of the order of the numbers.
 *
 * @param values - The numbers.
 * @param groupCount - The number of clusters, at least 1; with as many numbers or fewer each is its own cluster.
 * @see H. Wang, M. Song. Ckmeans.1d.dp: Optimal k-means Clustering in One Dimension by Dynamic Programming. The R Journal
 *   2011. https://doi.org/10.32614/RJ-2011-015
 */
export function groupMeans(values: PerTask, groupCount: number): PerTask {
  if (values.length <= groupCount) return values;
  const order = [...values.keys()].sort((first, second) => (values[first] ?? 0) - (values[second] ?? 0));
  const sorted = take(values, order);
  const spreads = sorted.map((_, start) => spreadsFrom(sorted.slice(start)));
  const rows = bestSplits(spreads, groupCount);
  const means: number[] = [];
  let end = sorted.length;
  for (const row of rows.reverse()) {
    const start = row[end]?.start ?? 0;
    const mean = spreads[start]?.[end - start - 1]?.mean ?? 0;
    means.unshift(...sorted.slice(start, end).map(() => mean));
    end = start;
  }
  return put(values, order, means);
}

/** For the first 1, 2, 3, … numbers their mean, and the sum of their squared distances to it. */
function spreadsFrom(values: PerTask): { readonly mean: number; readonly cost: number }[] {
  let [mean, cost] = [0, 0];
  return values.map((value, index) => {
    const distance = value - mean;
    mean += distance / (index + 1);
    cost += distance * (value - mean);
    return { mean, cost };
  });
}

/** For 1, 2, … groups and the first 0, 1, 2, … numbers the best last group. */
function bestSplits(spreads: readonly (readonly { readonly cost: number }[])[], groupCount: number): Split[][] {
  const nowhere: Split = { cost: Number.POSITIVE_INFINITY, start: 0 };
  let row: Split[] = [{ cost: 0, start: 0 }, ...spreads.map(() => nowhere)];
  return Array.from({ length: groupCount }, () => {
    row = row.map((_, end) => {
      let best = nowhere;
      for (let start = 0; start < end; start += 1) {
        const cost = (row[start]?.cost ?? 0) + (spreads[start]?.[end - start - 1]?.cost ?? 0);
        if (cost < best.cost) best = { cost, start };
      }
      return best;
    });
    return row;
  });
}
