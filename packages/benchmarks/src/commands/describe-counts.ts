/**
 * A number of rows and their share.
 *
 * @param count - How many.
 * @param rows - Of how many.
 */
export function share(count: number, rows: number): string {
  if (count === 0 || rows === 0) return '0';
  return `${grouped(count)} (${percent(count, rows)})`;
}

/**
 * A share in percent.
 *
 * @param count - How many.
 * @param rows - Of how many, above 0.
 */
export function percent(count: number, rows: number): string {
  const found = (100 * count) / rows;
  return `${found < 1 ? '<1' : Math.round(found)} %`;
}

/**
 * A number of things.
 *
 * @param count - How many.
 * @param noun - What they are, in the singular.
 */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * A number with commas between thousands.
 *
 * @param count - The number.
 */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
