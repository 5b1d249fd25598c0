import type { Random } from '@equipoise/core';

/**
 * Draws a number of the Poisson distribution: how many uniform numbers can be multiplied before their product is below e^−mean.
 *
 * @param stream - Where it is drawn from.
 * @param mean - Its mean, from 0 to 700.
 * @see D. E. Knuth. The Art of Computer Programming, volume 2, section 3.4.1.
 */
export function poisson(stream: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, stream.next()];
  while (product > limit) {
    count += 1;
    product *= stream.next();
  }
  return count;
}
