import type { Split } from '@equipoise/core';

/** How many labels of a task have each value. */
export function labelCounts({ labels }: Split, task: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of labels[task]?.values ?? []) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** The sum of a task's label counts over splits. */
export function labelTotals(splits: Readonly<Record<string, Split>>, task: string): Readonly<Record<string, number>> {
  const totals: Record<string, number> = {};
  for (const split of Object.values(splits)) {
    for (const [value, count] of Object.entries(labelCounts(split, task))) totals[value] = (totals[value] ?? 0) + count;
  }
  return totals;
}
