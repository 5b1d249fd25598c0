import type { Scale } from '@equipoise/core';

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
