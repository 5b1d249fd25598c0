import type { TableColumn } from '@equipoise/core';

/**
 * A number for each row, the same for rows whose cells are the same: 53 bits, so that among a million rows two that differ get the same one with a probability of 0.00006.
 *
 * @param columns - The columns.
 * @param rows - How many rows they have.
 */
export function rowHashes(columns: readonly TableColumn[], rows: number): Float64Array {
  const [high, low] = [new Uint32Array(rows).fill(0x9e3779b9), new Uint32Array(rows).fill(0x85ebca6b)];
  for (const column of columns) {
    if (column.kind === 'text') {
      for (let row = 0; row < rows; row += 1) mix(high, low, row, column.codes[row] ?? 0);
      continue;
    }
    const one = new Float64Array(1);
    const words = new Uint32Array(one.buffer);
    for (let row = 0; row < rows; row += 1) {
      one[0] = (column.values[row] ?? 0) + 0; // −0 + 0 is 0.
      mix(high, low, row, words[0] ?? 0);
      mix(high, low, row, words[1] ?? 0);
    }
  }
  return Float64Array.from(high, (word, row) => (word & 0x1fffff) * 2 ** 32 + (low[row] ?? 0));
}

/** Mixes a word into both halves of a row's hash, as MurmurHash3 does (A. Appleby, public domain). */
function mix(high: Uint32Array, low: Uint32Array, row: number, word: number): void {
  let one = Math.imul((high[row] ?? 0) ^ word, 0xcc9e2d51);
  one = Math.imul((one << 15) | (one >>> 17), 0x1b873593);
  let other = Math.imul(((low[row] ?? 0) + one) ^ (word << 16) ^ (word >>> 16), 0x85ebca6b);
  other ^= other >>> 13;
  high[row] = one ^ (one >>> 16);
  low[row] = Math.imul(other, 0xc2b2ae35);
}
