const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/**
 * Bytes as a person reads them: `512 B`, `3.4 kB`, `170 MB`.
 *
 * @param bytes - How many.
 */
export function byteCount(bytes: number): string {
  let [value, unit] = [bytes, 0];
  // What would be rounded to 1000 is 1 of the next unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 99.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit] ?? ''}`;
}
