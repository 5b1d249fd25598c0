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
export function fitScale(values: ArrayLike<number>): Scale {
  const { length, [0]: first = 0 } = values;
  let [sum, equal] = [0, true];
  for (let index = 0; index < length; index += 1) {
    const value = values[index] ?? 0;
    sum += value;
    equal &&= value === first;
  }
  if (equal) return { mean: first, deviation: 1 };
  const mean = sum / length;
  let furthest = 0;
  for (let index = 0; index < length; index += 1) furthest = Math.max(furthest, Math.abs((values[index] ?? 0) - mean));
  // Squares of distances as they are would underflow for tiny numbers, and overflow for huge ones.
  let squares = 0;
  for (let index = 0; index < length; index += 1) squares += (((values[index] ?? 0) - mean) / furthest) ** 2;
  return { mean, deviation: furthest * Math.sqrt(squares / length) };
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
