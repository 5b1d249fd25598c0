/** The centre and the spread of some numbers. */
export interface Summary {
  /** The arithmetic mean. */
  readonly mean: number;
  /** The standard deviation of the sample (n − 1 below the line); NaN of one number, which says nothing of the spread. */
  readonly sd: number;
}

/**
 * The arithmetic mean; NaN of no numbers.
 *
 * @param values - The numbers.
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The mean and the standard deviation of a sample.
 *
 * @param values - The numbers, such as one metric over the seeds.
 */
export function summarise(values: readonly number[]): Summary {
  const centre = mean(values);
  if (values.length < 2) return { mean: centre, sd: Number.NaN };
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { mean: centre, sd: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * The number in the middle; the mean of the two in the middle of an even count; NaN of no numbers.
 *
 * @param values - The numbers, in any order.
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
