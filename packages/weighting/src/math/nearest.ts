import { nonNegativeMinimum } from './non-negative.ts';
import { addScaled, at, largest, type Matrix, multiply, type Vector } from './matrix.ts';

/** What is smaller than this part of the largest entry is rounding. */
const roundingTolerance = 1e-13;

/**
 * The shortest vector without negative entries that differs from another one by a vector of a subspace. It tells equal
 * answers of a rule apart: there is one such vector, and reordering the tasks reorders it.
 *
 *     minimise |x|²     over x ≥ 0 with x − base in the subspace
 *
 * @param projector - The orthogonal projection onto the subspace.
 * @param base - A vector orthogonal to the subspace, or the sum of one and of a vector of the subspace that x shall be
 *   near to.
 */
export function nearestNonNegative(projector: Matrix, base: Vector): Vector {
  const least = roundingTolerance * largest(base);
  const clean = base.map((entry) => (Math.abs(entry) <= least ? 0 : entry));
  const opposite = clean.map((entry) => -entry);
  const { point } = nonNegativeMinimum(projector, opposite, least);
  addScaled(clean, 1, multiply(projector, point));
  return clean.map((entry, index) => (at(point, index) > 0 || entry <= least ? 0 : entry));
}

/**
 * Of all vectors without negative entries whose difference from a given one is in a subspace, the shortest.
 *
 * @param projector - The orthogonal projection onto the subspace; nothing when it is only 0.
 * @param vector - One of them.
 */
export function shortestEqual(projector: Matrix | undefined, vector: Vector): Vector {
  if (!projector) return vector;
  const base = vector.slice();
  addScaled(base, -1, multiply(projector, vector));
  return nearestNonNegative(projector, base);
}
