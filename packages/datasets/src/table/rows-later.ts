/** When rows are, and which belong together. */
export interface Timeline {
  /** The time of each row, in any unit; NaN where it is not known. */
  readonly times: Float64Array;
  /** The series of each row, such as a place. Left out, all rows are one series. */
  readonly series?: readonly (string | null)[];
}

/** The row that is not there. */
const none = -1;

/**
 * Finds, for each row, the row of its series that is so much later, or earlier.
 *
 * @param timeline - When the rows are.
 * @param after - How much later, in the unit of the times; below 0 for an earlier row.
 * @param tolerance - How far from that time the row may be: the nearest is taken.
 * @returns The row, from 0; −1 where there is none.
 */
export function rowsLater({ times, series }: Timeline, after: number, tolerance: number): Int32Array {
  const found = new Int32Array(times.length).fill(none);
  for (const rows of seriesRows(times, series)) {
    const timeOf = (place: number): number => times[rows[place] ?? 0] ?? 0;
    let place = 0;
    rows.forEach((row) => {
      const wanted = (times[row] ?? 0) + after;
      const distance = (at: number): number => Math.abs(timeOf(at) - wanted);
      while (place + 1 < rows.length && distance(place + 1) <= distance(place)) place += 1;
      if (distance(place) <= tolerance) found[row] = rows[place] ?? none;
    });
  }
  return found;
}

/**
 * The numbers of other rows, NaN where there is none.
 *
 * @param numbers - The numbers of all rows.
 * @param rows - The row that each takes its number from; −1 for none.
 */
export function numbersAt(numbers: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) => numbers[row] ?? Number.NaN);
}

/** The rows of each series in the order of time. */
function seriesRows(times: Float64Array, series: Timeline['series']): Iterable<readonly number[]> {
  const all = new Map<string | null, number[]>();
  times.forEach((time, row) => {
    if (Number.isNaN(time)) return;
    const name = series?.[row] ?? null;
    const own = all.get(name);
    if (own) own.push(row);
    else all.set(name, [row]);
  });
  for (const own of all.values()) own.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  return all.values();
}
