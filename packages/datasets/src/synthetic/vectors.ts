import type { Random } from '@equipoise/core';

/**
 * Draws numbers from the standard normal distribution.
 *
 * @param stream - Where they are drawn from.
 * @param length - How many.
 * @param deviation - What they are multiplied by.
 */
export function normals(stream: Random, length: number, deviation = 1): Float64Array {
  return Float64Array.from({ length }, () => deviation * stream.normal());
}

/**
 * The inner product of two vectors of one length.
 *
 * @param a - One vector.
 * @param b - The other.
 */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/**
 * The sum of vectors of one length, each multiplied by a factor.
 *
 * @param vectors - The vectors.
 * @param factors - A factor for each.
 */
export function combine(vectors: readonly Float64Array[], factors: ArrayLike<number>): Float64Array {
  const length = vectors[0]?.length ?? 0;
  return Float64Array.from({ length }, (_, index) =>
    vectors.reduce((sum, vector, own) => sum + (factors[own] ?? 0) * (vector[index] ?? 0), 0),
  );
}

/**
 * Draws vectors of length 1 that are at right angles, in a random direction: Gram–Schmidt over normal vectors.
 *
 * @param stream - Where they are drawn from.
 * @param count - How many; at most `width`.
 * @param width - How long they are.
 */
export function orthonormal(stream: Random, count: number, width: number): readonly Float64Array[] {
  const made: Float64Array[] = [];
  for (let index = 0; index < count; index += 1) {
    let own = normals(stream, width);
    for (const other of made) own = combine([own, other], [1, -dot(own, other)]);
    made.push(combine([own], [1 / Math.sqrt(dot(own, own))]));
  }
  return made;
}
