import type { Dataset, Split } from '@equipoise/core';

import { known } from './known.ts';

/**
 * How often a split has each class, label or tag of a task, by its name; what has no label does not count.
 *
 * @param dataset - The data set.
 * @param split - One of its splits.
 * @param name - The task.
 */
export function countsByName({ tasks }: Dataset, split: Split, name: string): Readonly<Record<string, number>> {
  const { kind } = known(tasks.find((task) => task.name === name));
  const { values, mask } = known(split.labels[name]);
  const names = known(kind.names);
  const counts = names.map(() => 0);
  const width = values.length / split.size;
  const several = kind.target.form === 'labels' && names.length === width;
  values.forEach((value, index) => {
    if (mask?.[Math.floor(index / width)] === 0 || value < 0 || (several && value === 0)) return;
    const place = several ? index % width : value;
    counts[place] = (counts[place] ?? 0) + 1;
  });
  return Object.fromEntries(names.map((label, index) => [label, counts[index] ?? 0]));
}

/** The sizes of the three splits. */
export function sizesOf({ splits }: { splits: Readonly<Record<'train' | 'validation' | 'test', Split>> }): number[] {
  return [splits.train.size, splits.validation.size, splits.test.size];
}

/** The sum of numbers. */
export function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, value) => total + value, 0);
}
