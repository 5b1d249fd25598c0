import { nullProjector, pivotedCholesky, pseudoSolve, solveFactored } from './cholesky.ts';
import { oneByOne } from './dual-cone.ts';
import { cancellingWeights } from './hull.ts';
import { nearestNonNegative } from './nearest.ts';
import { nonNegativeMinimum } from './non-negative.ts';
import { addScaled, at, block, dot, filled, type Matrix, multiply, quadratic, type Vector } from './matrix.ts';

/** What {@link fairPoint} solves. */
export interface FairEquation {
  /** C: the cosines between the gradients. */
  readonly cosines: Matrix;
  /** q: what is shared out, above 0. */
  readonly shares: Vector;
  /** p, above 0. */
  readonly power: number;
}

/** Where everybody has a fair part. */
export interface FairPoint {
  /** z. */
  readonly point: Vector;
  /** Whether some gradients cancel each other, so that the equation has no solution for their tasks. */
  readonly cancelled: boolean;
  /** Whether the search ended. */
  readonly solved: boolean;
}

const mostSteps = 200;

/** Two gradients whose sum is this small a part of their squared lengths cancel. */
const cancelTolerance = 1e-10;

/** A slope of this part of its terms is their rounding errors. */
const slopeError = 1e-14;

/** So much of another gradient lies, at the most, in a direction that cancels by that measure. */
const slopeTolerance = Math.sqrt(cancelTolerance);

/**
 * Solves the equation of bargaining, by damped Newton steps on a strictly convex function.
 *
 *     (Cz)ᵢ · zᵢ^p = qᵢ, z > 0     so  z = argmin ½zᵀCz − Σᵢ qᵢφ(zᵢ) with φ′(z) = z^(−p)
 *
 * Where gradients cancel (some z ≥ 0 other than 0 has Cz = 0) nothing can lower the losses of their tasks all at once, and
 * z grows without bound. The answer is then the limit of the update: those tasks cancel, the others bargain in the
 * directions that leave them alone.
 *
 * @param equation - The equation.
 */
export function fairPoint(equation: FairEquation): FairPoint {
  const { cosines, shares, power } = equation;
  if (!cancellingWeights(cosines)) return { ...newton(equation), cancelled: false };
  const cancelled = cancellingTasks(cosines);
  const { rest, free } = beside(cosines, cancelled);
  const inner = block(cosines, cancelled);
  const bargain = newton({ cosines: free, shares: Array.from(rest, (task) => at(shares, task)), power });
  const pulled = multiply(block(cosines, cancelled, rest), bargain.point).map((pull) => -pull);
  const projector = nullProjector(inner) ?? inner;
  const base = pseudoSolve(inner, pulled).solution;
  addScaled(base, 1, multiply(projector, filled(cancelled.length, 1)));
  const balanced = nearestNonNegative(projector, base) ?? base.map((entry) => Math.max(entry, 0));
  const point = filled(shares.length, 0);
  rest.forEach((task, place) => (point[task] = at(bargain.point, place)));
  cancelled.forEach((task, place) => (point[task] = at(balanced, place)));
  return { point, cancelled: true, solved: bargain.solved };
}

/** The tasks whose gradient has its opposite among the sums of gradients, and those in the span of such gradients, which is the same but for rounding. */
function cancellingTasks(cosines: Matrix): number[] {
  const cancelled: number[] = [];
  let index = 0;
  for (const single of oneByOne(filled(cosines.length, 1))) {
    const opposed = multiply(cosines, single).map((product) => -product);
    addScaled(single, 1, nonNegativeMinimum(cosines, opposed, slopeTolerance).point);
    if (quadratic(cosines, single) <= cancelTolerance * dot(single, single)) cancelled.push(index);
    index += 1;
  }
  for (;;) {
    const { rest, free } = beside(cosines, cancelled);
    const within = rest.filter((_, place) => at(free[place] ?? [], place) <= cancelTolerance);
    if (within.length === 0) return cancelled;
    cancelled.push(...within);
  }
}

/** The other tasks, and the products of their gradients without the parts in the span of those that cancel. */
function beside(cosines: Matrix, cancelled: number[]): { readonly rest: readonly number[]; readonly free: Matrix } {
  const rest = cosines.flatMap((_, task) => (cancelled.includes(task) ? [] : [task]));
  const inner = block(cosines, cancelled);
  const across = block(cosines, rest, cancelled);
  const free = block(cosines, rest).map((row, place) => {
    const { solution } = pseudoSolve(inner, across[place] ?? filled(cancelled.length, 0));
    return row.map((entry, column) => entry - dot(across[column] ?? solution, solution));
  });
  return { rest, free };
}

function newton({ cosines, shares, power }: FairEquation): { readonly point: Vector; readonly solved: boolean } {
  let point = shares.map((share, task) => (share / at(cosines[task] ?? shares, task)) ** (1 / (1 + power)));
  for (let step = 0; step < mostSteps; step += 1) {
    point = stretched({ cosines, shares, power }, point);
    const fair = point.map((value, task) => at(shares, task) * value ** -power);
    const slope = gap(cosines, point, fair);
    const curved = cosines.map((row, task) => {
      const changed = row.slice();
      changed[task] = at(row, task) + (power * at(fair, task)) / at(point, task);
      return changed;
    });
    const change = solveFactored(pivotedCholesky(curved), slope).map((entry) => -entry);
    const off = change.reduce((most, entry, task) => Math.max(most, Math.abs(entry) / at(point, task)), 0);
    if (off <= 1e-13 || isRounding(cosines, point, slope)) return { point, solved: true };
    const next = search({ cosines, shares, power }, point, change, dot(slope, change));
    if (!next) return { point, solved: off <= 1e-6 };
    point = next;
  }
  return { point, solved: false };
}

/** The smallest value among the multiples of a point: where gradients nearly cancel, the answer is far out in a known direction. */
function stretched({ cosines, shares, power }: FairEquation, point: Vector): Vector {
  const gain = point.reduce((total, value, task) => total + at(shares, task) * value ** (1 - power), 0);
  const factor = (gain / quadratic(cosines, point)) ** (1 / (1 + power));
  return Number.isFinite(factor) && factor > 0 ? point.map((value) => factor * value) : point;
}

/** Goes along a direction, not to 0 or beyond, and not so far that the function rises again steeply. */
function search(
  { cosines, shares, power }: FairEquation,
  point: Vector,
  change: Vector,
  fall: number,
): Vector | undefined {
  const reach = change.reduce(
    (least, entry, task) => (entry < 0 ? Math.min(least, -at(point, task) / entry) : least),
    1 / 0.95,
  );
  for (let length = Math.min(1, 0.95 * reach); length > 1e-12; length /= 2) {
    const next = point.slice();
    addScaled(next, length, change);
    const fair = next.map((value, task) => at(shares, task) * value ** -power);
    if (dot(gap(cosines, next, fair), change) <= 0.5 * Math.abs(fall)) return next;
  }
  return undefined;
}

/** Whether a slope is no more than what rounding leaves of the terms that it is the difference of. */
function isRounding(cosines: Matrix, point: Vector, slope: Vector): boolean {
  return cosines.every((row, task) => {
    const terms = row.reduce((total, entry, other) => total + Math.abs(entry * at(point, other)), 0);
    return Math.abs(at(slope, task)) <= slopeError * terms;
  });
}

/** The derivative of the function that is minimised. */
function gap(cosines: Matrix, point: Vector, fair: Vector): Vector {
  const slope = multiply(cosines, point);
  addScaled(slope, -1, fair);
  return slope;
}
