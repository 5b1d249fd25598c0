import { entryOrZero, dot, filled, type Matrix, multiply, type Vector } from './matrix.ts';
import { projectOntoSimplex } from './simplex.ts';

/** Vectors of length 1, and a constraint. */
export interface ConstrainedHull {
  /** The cosines between the vectors. */
  readonly cosines: Matrix;
  /** κ: the cosine of each with the constraint's gradient q. */
  readonly towards: Vector;
  /** φ|q|: the required progress along q. */
  readonly pace: number;
}

const most = 2000;

/**
 * Solves the dual of FORUM's direction problem: the weights of unit vectors, under the constraint that the direction makes enough
 * progress along q.
 *
 *     minimise ½ |Σᵢ λᵢuᵢ + νq|² − νφ|q|²     over λᵢ ≥ 0 with Σᵢ λᵢ = 1, and ν ≥ 0
 *
 * For given λ the best ν|q| is max(φ|q| − Σᵢ λᵢκᵢ, 0); what is left is convex in λ, and minimised by accelerated gradient descent with
 * projections.
 *
 * @param hull - The vectors and the constraint.
 */
export function constrainedHull({ cosines, towards, pace }: ConstrainedHull): Vector {
  const count = cosines.length;
  const slope = (weights: Vector): Vector => {
    const force = Math.max(pace - dot(weights, towards), 0);
    return multiply(cosines, weights).map((value, index) => value + force * entryOrZero(towards, index));
  };
  let weights = filled(count, 1 / count);
  let ahead = weights;
  let speed = 1;
  for (let iteration = 0; iteration < most; iteration += 1) {
    const slopes = slope(ahead);
    const next = [...projectOntoSimplex(ahead.map((value, index) => value - entryOrZero(slopes, index) / count))];
    const change = next.map((value, index) => value - entryOrZero(weights, index));
    const uphill = dot(slopes, change) > 0;
    const faster = uphill ? 1 : (1 + Math.sqrt(1 + 4 * speed ** 2)) / 2; // Starts anew where it overshoots.
    ahead = uphill ? next : next.map((value, index) => value + ((speed - 1) / faster) * entryOrZero(change, index));
    weights = next;
    speed = faster;
    if (Math.max(...change.map(Math.abs)) < 1e-13) break;
  }
  return weights;
}
