import { nullProjector } from './pseudo-inverse.ts';
import { shortestEqual } from './nearest.ts';
import { nonNegativeMinimum } from './non-negative.ts';
import { addScaled, entryOrZero, filled, type Matrix, type Vector } from './matrix.ts';

/** Projections onto a dual cone. */
export interface ConeProjection {
  /** What the projections add to the weights: at least 0. */
  readonly correction: Vector;
  /** Whether the search ended. */
  readonly solved: boolean;
}

/**
 * Projects weighted sums of vectors of length 1 onto their dual cone: the nearest vectors that have an inner product of at
 * least 0 with each of them. Projections of several sums are added up.
 *
 *     v = argmin vᵀCv over v ≥ u     correction = Σ (v − u)
 *
 * When several corrections give the same projection, the shortest of them is taken.
 *
 * @param cosines - C, the inner products of the vectors.
 * @param sums - For each sum the weights u of the vectors, at least 0.
 */
export function projectOntoDualCone(cosines: Matrix, sums: Iterable<Vector>): ConeProjection {
  const correction = filled(cosines.length, 0);
  const projector = nullProjector(cosines);
  let solved = true;
  for (const weights of sums) {
    const opposed = filled(cosines.length, 0);
    cosines.forEach((row, index) => {
      const weight = entryOrZero(weights, index);
      if (weight > 0) addScaled(opposed, -weight, row);
    });
    const minimum = nonNegativeMinimum(cosines, opposed);
    if (minimum.point.some((entry) => entry > 0)) addScaled(correction, 1, shortestEqual(projector, minimum.point));
    solved &&= minimum.solved;
  }
  return { correction, solved };
}

/**
 * Sums of one vector each.
 *
 * @param weights - How much each vector weighs in its own sum.
 */
export function* oneByOne(weights: Vector): Generator<Vector> {
  for (let index = 0; index < weights.length; index += 1) {
    const single = filled(weights.length, 0);
    single[index] = entryOrZero(weights, index);
    yield single;
  }
}
