import { pivotedCholesky, solveFactored } from './cholesky.ts';
import { solveRaised } from './solve-raised.ts';
import { at, dot, type Matrix, multiply, type Vector } from './matrix.ts';

/** What {@link fairNewton} solves. */
export interface FairEquation {
  /** C: the cosines between the gradients. */
  readonly cosines: Matrix;
  /** q: what is shared out, above 0. */
  readonly shares: Vector;
  /** p, above 0. */
  readonly power: number;
}

/** The answer of {@link fairNewton}. */
export interface FairSolution {
  /** z. */
  readonly point: Vector;
  /** Cz. */
  readonly pulled: Vector;
  /** Whether the search ended. */
  readonly solved: boolean;
}

/** A point of the search, and the two sides of the equation there. */
interface Place {
  readonly point: Vector;
  /** Cz. */
  readonly pulled: Vector;
  /** qz^(−p). */
  readonly fair: Vector;
}

/** A step that changes no number by more than this part of it leaves the square of that. */
const lastStep = 1e-8;

/** A slope of this part of its terms is their rounding errors. */
const slopeError = 1e-14;

/**
 * Solves the equation of bargaining, by damped Newton steps on a strictly convex function.
 *
 *     (Cz)ᵢ · zᵢ^p = qᵢ, z > 0     so  z = argmin ½zᵀCz − Σᵢ qᵢφ(zᵢ) with φ′(z) = z^(−p)
 *
 * @param equation - The equation.
 * @param mostSteps - After how many steps to give up.
 */
export function fairNewton(equation: FairEquation, mostSteps = 200): FairSolution {
  const { cosines, shares, power } = equation;
  let place = placeAt(
    equation,
    shares.map((share, task) => (share / at(cosines[task] ?? shares, task)) ** (1 / (1 + power))),
  );
  for (let step = 0; step < mostSteps; step += 1) {
    place = stretched(place, power);
    const { point, pulled, fair } = place;
    const slope = pulled.map((value, task) => value - at(fair, task));
    const bend = fair.map((value, task) => (power * value) / at(point, task));
    const change = (solveRaised(cosines, bend, slope) ?? solveNearly(cosines, bend, slope)).map((entry) => -entry);
    const off = change.reduce((most, entry, task) => Math.max(most, Math.abs(entry) / at(point, task)), 0);
    if (off <= lastStep) return { point: point.map((value, task) => value + at(change, task)), pulled, solved: true };
    if (isRounding(cosines, point, slope)) return { point, pulled, solved: true };
    const next = search(equation, point, change, dot(slope, change));
    if (!next) return { point, pulled, solved: off <= 1e-6 };
    place = next;
  }
  return { ...place, solved: false };
}

function placeAt({ cosines, shares, power }: FairEquation, point: Vector): Place {
  const fair = point.map((value, task) => at(shares, task) * value ** -power);
  return { point, pulled: multiply(cosines, point), fair };
}

/** The smallest value among the multiples of a point: where gradients nearly cancel, the answer is far out in a known direction. */
function stretched(place: Place, power: number): Place {
  const { point, pulled, fair } = place;
  const factor = (dot(point, fair) / dot(point, pulled)) ** (1 / (1 + power));
  if (!(Number.isFinite(factor) && factor > 0)) return place;
  const shrink = factor ** -power;
  return {
    point: point.map((value) => factor * value),
    pulled: pulled.map((value) => factor * value),
    fair: fair.map((value) => shrink * value),
  };
}

/** Solves for a Newton step where the matrix is nearly singular. */
function solveNearly(cosines: Matrix, bend: Vector, slope: Vector): Vector {
  const curved = cosines.map((row, task) =>
    row.map((entry, other) => (other === task ? entry + at(bend, task) : entry)),
  );
  return solveFactored(pivotedCholesky(curved), slope);
}

/** Goes along a direction, not to 0 or beyond, and not so far that the function rises again steeply. */
function search(equation: FairEquation, point: Vector, change: Vector, fall: number): Place | undefined {
  const reach = change.reduce(
    (least, entry, task) => (entry < 0 ? Math.min(least, -at(point, task) / entry) : least),
    1 / 0.95,
  );
  for (let length = Math.min(1, 0.95 * reach); length > 1e-12; length /= 2) {
    const next = placeAt(
      equation,
      point.map((value, task) => value + length * at(change, task)),
    );
    if (dot(next.pulled, change) - dot(next.fair, change) <= 0.5 * Math.abs(fall)) return next;
  }
  return undefined;
}

/** Whether a slope is no more than what rounding leaves of the terms that it is the difference of. */
function isRounding(cosines: Matrix, point: Vector, slope: Vector): boolean {
  return cosines.every((row, task) => {
    let terms = 0;
    for (let other = 0; other < row.length; other += 1) terms += Math.abs(at(row, other) * at(point, other));
    return Math.abs(at(slope, task)) <= slopeError * terms;
  });
}
