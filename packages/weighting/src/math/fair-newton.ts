import { power as powerOf } from '@equipoise/core';

import { pivotedCholesky, solveFactored } from './cholesky.ts';
import { solveShifted } from './solve-shifted.ts';
import { entryOrZero, dot, type Matrix, multiply, type Vector } from './matrix.ts';

/** What {@link fairNewton} solves. */
export interface FairEquation {
  /** C: the cosines between the gradients. */
  readonly cosines: Matrix;
  /** q, above 0. */
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
  /** Whether the iteration converged. */
  readonly solved: boolean;
}

/** A point of the iteration, and the two sides of the equation there. */
interface Place {
  readonly point: Vector;
  /** Cz. */
  readonly pulled: Vector;
  /** qz^(−p). */
  readonly fair: Vector;
}

/** A relative step size below this leaves a relative error of its square. */
const lastStep = 1e-8;

/** A slope below this part of its terms is rounding error. */
const slopeError = 1e-14;

/**
 * Solves the α-fairness equation by a damped Newton method on a strictly convex function.
 *
 *     (Cz)ᵢ · zᵢ^p = qᵢ, z > 0     so  z = argmin ½zᵀCz − Σᵢ qᵢφ(zᵢ) with φ′(z) = z^(−p)
 *
 * @param equation - The equation.
 * @param mostSteps - The largest number of iterations.
 */
export function fairNewton(equation: FairEquation, mostSteps = 200): FairSolution {
  const { cosines, shares, power } = equation;
  let place = placeAt(
    equation,
    shares.map((share, task) => powerOf(share / entryOrZero(cosines[task] ?? shares, task), 1 / (1 + power))),
  );
  for (let step = 0; step < mostSteps; step += 1) {
    place = stretched(place, power);
    const { point, pulled, fair } = place;
    const slope = pulled.map((value, task) => value - entryOrZero(fair, task));
    const bend = fair.map((value, task) => (power * value) / entryOrZero(point, task));
    const change = (solveShifted(cosines, bend, slope) ?? solveNearly(cosines, bend, slope)).map((entry) => -entry);
    const off = change.reduce((most, entry, task) => Math.max(most, Math.abs(entry) / entryOrZero(point, task)), 0);
    if (off <= lastStep)
      return { point: point.map((value, task) => value + entryOrZero(change, task)), pulled, solved: true };
    if (isRounding(cosines, point, slope)) return { point, pulled, solved: true };
    const next = search(equation, point, change, dot(slope, change));
    if (!next) return { point, pulled, solved: off <= 1e-6 };
    place = next;
  }
  return { ...place, solved: false };
}

function placeAt({ cosines, shares, power }: FairEquation, point: Vector): Place {
  const fair = point.map((value, task) => entryOrZero(shares, task) * powerOf(value, -power));
  return { point, pulled: multiply(cosines, point), fair };
}

/** The multiple of a point with the smallest value: if gradients nearly cancel, the solution is far out in a known direction. */
function stretched(place: Place, power: number): Place {
  const { point, pulled, fair } = place;
  const factor = powerOf(dot(point, fair) / dot(point, pulled), 1 / (1 + power));
  if (!(Number.isFinite(factor) && factor > 0)) return place;
  const shrink = powerOf(factor, -power);
  return {
    point: point.map((value) => factor * value),
    pulled: pulled.map((value) => factor * value),
    fair: fair.map((value) => shrink * value),
  };
}

/** Solves for a Newton step where the matrix is nearly singular. */
function solveNearly(cosines: Matrix, bend: Vector, slope: Vector): Vector {
  const curved = cosines.map((row, task) =>
    row.map((entry, other) => (other === task ? entry + entryOrZero(bend, task) : entry)),
  );
  return solveFactored(pivotedCholesky(curved), slope);
}

/** Line search that keeps z positive and stops before the function rises steeply. */
function search(equation: FairEquation, point: Vector, change: Vector, fall: number): Place | undefined {
  const reach = change.reduce(
    (least, entry, task) => (entry < 0 ? Math.min(least, -entryOrZero(point, task) / entry) : least),
    1 / 0.95,
  );
  for (let length = Math.min(1, 0.95 * reach); length > 1e-12; length /= 2) {
    const next = placeAt(
      equation,
      point.map((value, task) => value + length * entryOrZero(change, task)),
    );
    if (dot(next.pulled, change) - dot(next.fair, change) <= 0.5 * Math.abs(fall)) return next;
  }
  return undefined;
}

/** Whether a slope is no larger than the rounding error of its terms. */
function isRounding(cosines: Matrix, point: Vector, slope: Vector): boolean {
  return cosines.every((row, task) => {
    let terms = 0;
    for (let other = 0; other < row.length; other += 1)
      terms += Math.abs(entryOrZero(row, other) * entryOrZero(point, other));
    return Math.abs(entryOrZero(slope, task)) <= slopeError * terms;
  });
}
