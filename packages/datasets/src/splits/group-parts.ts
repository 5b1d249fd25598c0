import type { Random } from '@equipoise/core';

/**
 * Deals groups of rows into parts so that no group is in two: the largest groups first, each to the part that lacks most rows. Groups of one
 * size, and the rows of a part, come in a random order: the beginning of a part is a sample of it.
 *
 * @param groups - The group of each row.
 * @param sizes - How many rows each part should get; one more part gets the rest.
 * @param stream - Where the order comes from.
 */
export function groupParts(groups: Int32Array, sizes: readonly number[], stream: Random): readonly Uint32Array[] {
  const rows = new Map<number, number[]>();
  const order = stream.permutation(groups.length);
  for (const row of order) {
    const group = groups[row] ?? 0;
    const own = rows.get(group);
    if (own) own.push(row);
    else rows.set(group, [row]);
  }
  const rest = groups.length - sizes.reduce((sum, size) => sum + size, 0);
  const lacking = [...sizes, rest];
  const partOf = new Uint32Array(groups.length);
  for (const own of [...rows.values()].sort((a, b) => b.length - a.length)) {
    const part = lacking.indexOf(Math.max(...lacking));
    lacking[part] = (lacking[part] ?? 0) - own.length;
    for (const row of own) partOf[row] = part;
  }
  return lacking.map((_, part) => order.filter((row) => partOf[row] === part));
}
