import { expect } from 'vitest';

/**
 * Expects numbers to differ by at most a share of the largest expected one.
 *
 * @param received - The numbers.
 * @param expected - What they should be.
 * @param tolerance - The share.
 */
export function expectClose(received: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(received).toHaveLength(expected.length);
  const largest = Math.max(...Array.from(expected, Math.abs));
  for (let index = 0; index < expected.length; index += 1) {
    const [value = NaN, truth = NaN] = [received[index], expected[index]];
    if (!(Math.abs(value - truth) <= tolerance * largest)) expect(value).toBe(truth);
  }
}
