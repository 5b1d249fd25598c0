import { type Factor, isSound, pivotedCholesky } from './cholesky.ts';
import { nullProjector } from './pseudo-inverse.ts';
import { evenMinimum, nearestNonNegative } from './nearest.ts';
import { nonNegativeMinimum } from './non-negative.ts';
import { entryOrZero, filled, largest, type Matrix, multiply, type Vector } from './matrix.ts';

/** The shortest vector in the convex hull of some vectors. */
export interface HullPoint {
  /** How much each vector takes part: at least 0, with sum 1. */
  readonly weights: Vector;
  /** Whether the shortest vector is 0. */
  readonly zero: boolean;
  /** Whether the search ended. */
  readonly solved: boolean;
}

/** The most even weights are worse than others when they leave more than this part of what they weigh. */
const cancelTolerance = 1e-11;

/**
 * Finds the shortest vector in the convex hull of some vectors, exactly. Only the cosines between the vectors are worked
 * with, so that vectors may be of very different lengths. When several weightings give the shortest vector, the answer is the one whose
 * contributions wᵢnᵢ are the most even.
 *
 *     minimise |Σᵢ wᵢhᵢ|²     over wᵢ ≥ 0 with Σᵢ wᵢ = 1
 *
 * @param cosines - The cosines between the vectors; a row of zeros for a vector that is 0.
 * @param lengths - The lengths of the vectors.
 */
export function shortestInHull(cosines: Matrix, lengths: Vector): HullPoint {
  const zeros = lengths.map((length) => (length > 0 ? 0 : 1));
  if (zeros.includes(1)) return { weights: normalised(zeros), zero: true, solved: true };
  const shortest = lengths.reduce((least, length) => Math.min(least, length));
  const inverse = lengths.map((length) => shortest / length);
  const { point, ray, solved } = nonNegativeMinimum(cosines, inverse);
  const shares = ray ? cancellation(cosines, ray) : evenMinimum(cosines, inverse, point);
  return {
    weights: normalised(shares.map((share, index) => share * entryOrZero(inverse, index))),
    zero: ray !== undefined,
    solved,
  };
}

/**
 * How much each of some vectors of length 1 must take part for their sum to be 0; nothing when no weights above 0 do that.
 * Gradients that cancel in this way leave no direction that lowers all losses.
 *
 * @param cosines - The cosines between the vectors.
 * @param factor - The same decomposed.
 */
export function cancellingWeights(cosines: Matrix, factor: Factor = pivotedCholesky(cosines)): Vector | undefined {
  if (isSound(factor)) return undefined;
  const { ray } = nonNegativeMinimum(cosines, filled(cosines.length, 1));
  return ray && cancellation(cosines, ray);
}

function cancellation(cosines: Matrix, ray: Vector): Vector {
  const projector = nullProjector(cosines);
  const even = projector && nearestNonNegative(projector, multiply(projector, filled(ray.length, 1)));
  const total = even?.reduce((sum, share) => sum + share, 0) ?? 0;
  const cancels = even && total > 0 && largest(multiply(cosines, even)) <= cancelTolerance * total;
  return cancels ? even : ray.map((share) => Math.max(share, 0));
}

function normalised(shares: Vector): Vector {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
