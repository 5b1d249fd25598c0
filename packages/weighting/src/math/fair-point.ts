import { nullProjector, pseudoSolve } from './pseudo-inverse.ts';
import { oneByOne } from './dual-cone.ts';
import { type FairEquation, fairNewton } from './fair-newton.ts';
import { cancellingWeights } from './hull.ts';
import { nearestNonNegative } from './nearest.ts';
import { nonNegativeMinimum } from './non-negative.ts';
import { addScaled, entryOrZero, block, dot, filled, type Matrix, multiply, quadratic, type Vector } from './matrix.ts';

/** The solution of the α-fairness equation. */
export interface FairPoint {
  /** z. */
  readonly point: Vector;
  /** Whether some gradients cancel, so that the equation has no solution for their tasks. */
  readonly cancelled: boolean;
  /** Whether the iteration converged. */
  readonly solved: boolean;
}

/** Newton's method needs fewer steps than this, unless gradients nearly cancel. */
const fewSteps = 15;

/** If an update has a cosine above this with every gradient, none of them cancel. */
const farFromCancelling = 1e-4;

/** Two gradients whose sum is this small a part of their squared lengths cancel. */
const cancelTolerance = 1e-10;

/** So much of another gradient lies, at the most, in a direction that cancels by that measure. */
const slopeTolerance = Math.sqrt(cancelTolerance);

/**
 * Solves the α-fairness (bargaining) equation.
 *
 *     (Cz)ᵢ · zᵢ^p = qᵢ, z > 0
 *
 * Where gradients cancel (some z ≥ 0 other than 0 has Cz = 0) nothing can lower the losses of their tasks all at once, and
 * z grows without bound. The answer is then the limit of the update: those tasks cancel, the others bargain in the
 * directions that leave them alone.
 *
 * @param equation - The equation.
 */
export function fairPoint(equation: FairEquation): FairPoint {
  const { cosines, shares, power } = equation;
  const first = fairNewton(equation, fewSteps);
  const along = farFromCancelling * Math.sqrt(dot(first.point, first.pulled));
  if (first.solved && first.pulled.every((pull) => pull > along)) return { ...first, cancelled: false };
  if (!cancellingWeights(cosines)) return { ...fairNewton(equation), cancelled: false };
  const cancelled = cancellingTasks(cosines);
  const { rest, free } = beside(cosines, cancelled);
  const inner = block(cosines, cancelled);
  const bargain = fairNewton({ cosines: free, shares: Array.from(rest, (task) => entryOrZero(shares, task)), power });
  const pulled = multiply(block(cosines, cancelled, rest), bargain.point).map((pull) => -pull);
  const projector = nullProjector(inner) ?? inner;
  const base = pseudoSolve(inner, pulled).solution;
  addScaled(base, 1, multiply(projector, filled(cancelled.length, 1)));
  const balanced = nearestNonNegative(projector, base) ?? base.map((entry) => Math.max(entry, 0));
  const point = filled(shares.length, 0);
  rest.forEach((task, place) => (point[task] = entryOrZero(bargain.point, place)));
  cancelled.forEach((task, place) => (point[task] = entryOrZero(balanced, place)));
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
    const within = rest.filter((_, place) => entryOrZero(free[place] ?? [], place) <= cancelTolerance);
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
