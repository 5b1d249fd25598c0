import type { Random } from '@equipoise/core';

/**
 * Deals rows into parts so that every label is in each part about as often as the part's size says, for the labels of several tasks at once:
 * iterative stratification. The rarest label is dealt first, each of its rows to the part that lacks most of it. The rows of a part come in a random order, so that
 * its beginning is a sample of it.
 *
 * @param labels - The label of each row, for each task; below 0 where it has none.
 * @param sizes - How many rows each part gets; one more part gets the rest.
 * @param stream - Where the order comes from.
 * @see K. Sechidis, G. Tsoumakas, I. Vlahavas. On the Stratification of Multi-Label Data. ECML PKDD 2011.
 */
export function stratifiedParts(
  labels: readonly Int32Array[],
  sizes: readonly number[],
  stream: Random,
): readonly Uint32Array[] {
  const count = labels[0]?.length ?? 0;
  const order = stream.permutation(count);
  const rest = count - sizes.reduce((sum, size) => sum + size, 0);
  const lacking = [...sizes, rest];
  const shares = lacking.map((size) => size / count);
  const strata = strataOf(labels, order, shares);
  const partOf = new Uint32Array(count);
  const open = new Uint8Array(count).fill(1);

  const deal = (row: number, wanted: readonly number[]): void => {
    const part = neediest(wanted, lacking);
    open[row] = 0;
    partOf[row] = part;
    lacking[part] = (lacking[part] ?? 0) - 1;
    labels.forEach((own, task) => {
      const stratum = strata.get(keyOf(task, own[row] ?? -1));
      if (!stratum) return;
      stratum.left -= 1;
      stratum.wanted[part] = (stratum.wanted[part] ?? 0) - 1;
    });
  };
  for (let rarest = rarestOf(strata); rarest; rarest = rarestOf(strata)) {
    for (const row of rarest.rows) if (open[row] === 1) deal(row, rarest.wanted);
  }
  for (const row of order) if (open[row] === 1) deal(row, lacking);
  return lacking.map((_, part) => order.filter((row) => partOf[row] === part));
}

/** The rows that have one label of one task. */
interface Stratum {
  readonly rows: number[];
  /** How many of them are not dealt yet. */
  left: number;
  /** How many each part should still get. */
  wanted: number[];
}

function keyOf(task: number, label: number): string {
  return `${task} ${label}`;
}

function strataOf(
  labels: readonly Int32Array[],
  order: Uint32Array,
  shares: readonly number[],
): ReadonlyMap<string, Stratum> {
  const strata = new Map<string, Stratum>();
  labels.forEach((own, task) => {
    for (const row of order) {
      const label = own[row] ?? -1;
      if (label < 0) continue;
      const key = keyOf(task, label);
      const stratum = strata.get(key) ?? { rows: [], left: 0, wanted: [] };
      stratum.rows.push(row);
      strata.set(key, stratum);
    }
  });
  for (const stratum of strata.values()) {
    stratum.left = stratum.rows.length;
    stratum.wanted = shares.map((share) => share * stratum.rows.length);
  }
  return strata;
}

function rarestOf(strata: ReadonlyMap<string, Stratum>): Stratum | undefined {
  let rarest: Stratum | undefined;
  for (const stratum of strata.values()) {
    if (stratum.left > 0 && (!rarest || stratum.left < rarest.left)) rarest = stratum;
  }
  return rarest;
}

/** The part that lacks most rows of a label; of several that which lacks most rows of all. Rows come in a random order, so the first will do. */
function neediest(wanted: readonly number[], lacking: readonly number[]): number {
  let best = -1;
  lacking.forEach((all, part) => {
    if (all <= 0) return;
    const more = (wanted[part] ?? 0) - (wanted[best] ?? Number.NEGATIVE_INFINITY);
    if (best < 0 || more > 0 || (more === 0 && all > (lacking[best] ?? 0))) best = part;
  });
  return Math.max(0, best);
}
