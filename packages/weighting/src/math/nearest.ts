import { nullProjector } from './pseudo-inverse.ts';
import { nonNegativeMinimum } from './non-negative.ts';
import { addScaled, entryOrZero, block, filled, largest, type Matrix, multiply, type Vector } from './matrix.ts';

/** What is smaller than this part of the largest entry is rounding. */
const roundingTolerance = 1e-13;

/** A slope of this part of its terms, or less, is taken for 0. */
const tightTolerance = 1e-9;

/** An answer that leaves the subspace by more than this part of the largest entry is lost to rounding. */
const subspaceTolerance = 1e-11;

/**
 * The shortest vector without negative entries that differs from another one by a vector of a subspace. It selects one of several
 * solutions of a rule: it is unique, and equivariant to the order of the tasks.
 *
 *     minimise |x|²     over x ≥ 0 with x − base in the subspace
 *
 * @param projector - The orthogonal projection onto the subspace.
 * @param base - A vector orthogonal to the subspace, or the sum of one and of a vector of the subspace that x shall be
 *   near to.
 * @returns The vector; nothing when the subspace is so nearly parallel to a face that rounding hides the answer.
 */
export function nearestNonNegative(projector: Matrix, base: Vector): Vector | undefined {
  const least = roundingTolerance * largest(base);
  const clean = base.map((entry) => (Math.abs(entry) <= least ? 0 : entry));
  const opposite = clean.map((entry) => -entry);
  const { point } = nonNegativeMinimum(projector, opposite, least);
  addScaled(clean, 1, multiply(projector, point));
  const nearest = clean.map((entry, index) => (entryOrZero(point, index) > 0 || entry <= least ? 0 : entry));
  const off = clean.map((entry, index) => entry - entryOrZero(nearest, index));
  return largest(off) <= subspaceTolerance * largest(base) ? nearest : undefined;
}

/**
 * Of all vectors without negative entries whose difference from a given one is in a subspace, the shortest; the given one
 * itself where rounding hides it.
 *
 * @param projector - The orthogonal projection onto the subspace; nothing when it is only 0.
 * @param vector - One of them.
 */
export function shortestEqual(projector: Matrix | undefined, vector: Vector): Vector {
  if (!projector) return vector;
  const base = vector.slice();
  addScaled(base, -1, multiply(projector, vector));
  return nearestNonNegative(projector, base) ?? vector;
}

/**
 * The shortest of the points that {@link nonNegativeMinimum} may answer: there are several where a row depends on others that matter.
 *
 * @param matrix - C.
 * @param linear - b.
 * @param point - One of them.
 */
export function evenMinimum(matrix: Matrix, linear: Vector, point: Vector): Vector {
  const resting = linear.flatMap((_, index) =>
    entryOrZero(point, index) === 0 && isTight(matrix, linear, point, index) ? [index] : [],
  );
  if (resting.length === 0) return point;
  const tight = linear.flatMap((_, index) => (entryOrZero(point, index) > 0 || resting.includes(index) ? [index] : []));
  const even = shortestEqual(
    nullProjector(block(matrix, tight)),
    tight.map((index) => entryOrZero(point, index)),
  );
  const result = filled(point.length, 0);
  tight.forEach((index, place) => (result[index] = entryOrZero(even, place)));
  return result;
}

/** Whether a number at rest could be increased without the function rising steeply. */
function isTight(matrix: Matrix, linear: Vector, point: Vector, index: number): boolean {
  const row = matrix[index] ?? point;
  let slack = -entryOrZero(linear, index);
  let terms = Math.abs(slack);
  for (let column = 0; column < point.length; column += 1) {
    const term = entryOrZero(row, column) * entryOrZero(point, column);
    slack += term;
    terms += Math.abs(term);
  }
  return slack <= tightTolerance * terms;
}
