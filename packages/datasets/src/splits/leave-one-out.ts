import type { Random, SplitName } from '@equipoise/core';

/**
 * Leaves one row of each group for the test and one for validation, at random, as recommender systems are judged by a visit of each user. Groups of less than three rows are for
 * training only.
 *
 * @param groups - The group of each row, such as a user.
 * @param stream - Where the order comes from.
 * @returns The split of each row.
 */
export function leaveOneOut(groups: readonly (string | null)[], stream: Random): readonly SplitName[] {
  const rows = new Map<string | null, number[]>();
  for (const row of stream.permutation(groups.length)) {
    const group = groups[row] ?? null;
    const own = rows.get(group);
    if (own) own.push(row);
    else rows.set(group, [row]);
  }
  const splits = groups.map((): SplitName => 'train');
  for (const own of rows.values()) {
    const [test, validation, third] = own;
    if (test === undefined || validation === undefined || third === undefined) continue;
    splits[test] = 'test';
    splits[validation] = 'validation';
  }
  return splits;
}
