import { type Knots, normalQuantile, type Scale } from '@equipoise/core';

/** The least probability: no number is mapped beyond ±5.2, as in scikit-learn. */
const least = 1e-7;

/**
 * Learns from numbers how to map them to a normal distribution: their p-quantile to that of N(0, 1), for p = 0, 1/(n − 1), …, 1, and linearly
 * between. Where several quantiles are equal, the mean of their p counts.
 *
 * Equal to `QuantileTransformer(output_distribution='normal')` of scikit-learn at the quantiles, which interpolates p between them.
 *
 * @param numbers - The numbers, at least one; their order is changed.
 * @param count - n, at least 2; as many as there are numbers at most.
 * @param scale - How the numbers are standardised: the knots are of the standardised ones.
 * @returns The map; undefined when all numbers are equal.
 */
export function fitQuantiles(numbers: Float64Array, count: number, { mean, deviation }: Scale): Knots | undefined {
  numbers.sort();
  const last = Math.min(count, numbers.length) - 1;
  const places = new Map<number, number[]>();
  for (let index = 0; index <= last; index += 1) {
    const place = (index * (numbers.length - 1)) / Math.max(1, last);
    const [below = 0, above = 0] = [numbers[Math.floor(place)], numbers[Math.ceil(place)]];
    const value = (below + (place - Math.floor(place)) * (above - below) - mean) / deviation;
    places.set(value, [...(places.get(value) ?? []), index / last]);
  }
  if (places.size < 2) return undefined;
  const mapped = [...places.values()].map((equal) => {
    const probability = equal.reduce((sum, value) => sum + value, 0) / equal.length;
    return normalQuantile(Math.min(Math.max(probability, least), 1 - least));
  });
  return { from: [...places.keys()], to: mapped };
}
