/** How numbers were standardised: what was taken off, and what they were then divided by. */
export interface Scale {
  /** The mean of the training examples. */
  readonly mean: number;
  /** The standard deviation of the training examples; 1 when they are all equal. */
  readonly deviation: number;
}

/**
 * The mean and the standard deviation of numbers,
 *
 *     μ = 1/n · Σ xᵢ        σ = √(1/n · Σ (xᵢ − μ)²)
 *
 * with σ = 1 where the numbers are all equal, so that they standardise to 0.
 *
 * @param values - The numbers of the training examples, at least one.
 */
export function fitScale(values: readonly number[]): Scale {
  const [first = 0] = values;
  if (values.every((value) => value === first)) return { mean: first, deviation: 1 };
  const mean = sum(values) / values.length;
  const furthest = values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  // Squares of distances as they are would underflow for tiny numbers, and overflow for huge ones.
  const deviation = furthest * Math.sqrt(sum(values.map((value) => ((value - mean) / furthest) ** 2)) / values.length);
  return { mean, deviation };
}

/**
 * A number in standard deviations from the mean.
 *
 * @param value - The number in its own unit.
 * @param scale - How numbers are standardised.
 */
export function standardise(value: number, scale: Scale): number {
  return (value - scale.mean) / scale.deviation;
}

/**
 * A standardised number back in its own unit: what a prediction means.
 *
 * @param value - The number in standard deviations from the mean.
 * @param scale - How numbers were standardised.
 */
export function restore(value: number, scale: Scale): number {
  return value * scale.deviation + scale.mean;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
