import { InvalidOptionError } from '../errors.ts';

/**
 * Divides the examples of a batch among sources: each gets the whole number nearest to its share (largest remainders first), and at least one
 * where its share is above 0.
 *
 *     c_s = 1 + the whole part of (B − S⁺) · max(0, B p_s − 1) / Σ max(0, B p − 1)        for p_s > 0
 *
 * B is the size of the batch, and S⁺ the number of sources with a share. What is left goes to the largest remainders.
 *
 * @param shares - The share of each source: they sum to 1.
 * @param size - B.
 * @throws {@link InvalidOptionError} when the batch has fewer examples than sources.
 */
export function apportion(shares: readonly number[], size: number): readonly number[] {
  const counts = shares.map((share) => Number(share > 0));
  const sources = counts.reduce((sum, count) => sum + count, 0);
  if (size < sources) {
    const expected = `at least ${sources}, an example of each source, with several sources in a batch`;
    throw new InvalidOptionError('fit', 'batchSize', expected, size);
  }
  const beyond = shares.map((share) => Math.max(0, share * size - 1));
  const sum = beyond.reduce((total, value) => total + value, 0);
  const ideal = beyond.map((value) => (sum > 0 ? ((size - sources) * value) / sum : 0));
  const whole = ideal.map(Math.floor);
  const left = size - sources - whole.reduce((total, value) => total + value, 0);
  const byRemainder = [...ideal.keys()]
    .filter((source) => (counts[source] ?? 0) > 0)
    .sort((a, b) => (ideal[b] ?? 0) - (whole[b] ?? 0) - ((ideal[a] ?? 0) - (whole[a] ?? 0)) || a - b);
  const extra = new Set(byRemainder.slice(0, left));
  return counts.map((count, source) => count + (whole[source] ?? 0) + Number(extra.has(source)));
}
