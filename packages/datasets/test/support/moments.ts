/** The mean of numbers. */
export function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/** The correlation of two lists of numbers. */
export function correlationOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  const product = (left: ArrayLike<number>, right: ArrayLike<number>, means: readonly [number, number]): number =>
    meanOf(Array.from(left, (value, index) => (value - means[0]) * ((right[index] ?? 0) - means[1])));
  return product(a, b, [meanA, meanB]) / Math.sqrt(product(a, a, [meanA, meanA]) * product(b, b, [meanB, meanB]));
}

/** The variance of numbers. */
export function varianceOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  return meanOf(Array.from(values, (value) => (value - mean) ** 2));
}
