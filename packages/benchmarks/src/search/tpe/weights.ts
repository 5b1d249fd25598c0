/** As many of the latest observations have the full weight. */
const latest = 25;

/**
 * How much observations count: the latest 25 fully, older ones the less the older they are; and last the prior, which counts as one
 * observation. They sum to 1.
 *
 * @param count - How many observations there are, the oldest first.
 */
export function kernelWeights(count: number): readonly number[] {
  const older = Math.max(0, count - latest);
  const weights = Array.from({ length: count + 1 }, (_, index) => {
    if (index >= older) return 1;
    const share = older === 1 ? 0 : index / (older - 1);
    return 1 / count + share * (1 - 1 / count);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
