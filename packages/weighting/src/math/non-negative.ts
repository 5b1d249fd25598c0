import { rankTolerance } from './cholesky.ts';
import { addScaled, at, dot, filled, type Matrix, quadratic, type Vector } from './matrix.ts';

/** Where a quadratic function of numbers of at least 0 is smallest. */
export interface NonNegativeMinimum {
  /** The minimiser; the best point found when there is none. */
  readonly point: Vector;
  /** A direction in which the function falls for ever, when there is one. */
  readonly ray?: Vector;
  /** Whether the search ended; exact arithmetic always does. */
  readonly solved: boolean;
}

/** A gain below this part of the terms that it is the difference of is rounding. */
const gainTolerance = 1e-12;

/** The same for the slope along a direction in which gradients cancel. */
const slopeTolerance = 1e-12;

/** A few times the rounding error of a cosine: the square of a sum of directions is known to this part of their number squared. */
const squareError = 1e-14;

/**
 * Minimises a convex quadratic function over numbers of at least 0, exactly, by the active-set method of Lawson and Hanson.
 *
 *     minimise ½xᵀCx − bᵀx     over x ≥ 0
 *
 * @param matrix - C: symmetric and positive semi-definite, singular or not.
 * @param linear - b.
 * @param slopeError - How steep a fall may be, for each unit of the direction, that is taken for rounding.
 * @see C. L. Lawson, R. J. Hanson. Solving Least Squares Problems. SIAM 1995, chapter 23. https://doi.org/10.1137/1.9781611971217
 */
export function nonNegativeMinimum(matrix: Matrix, linear: Vector, slopeError = 0): NonNegativeMinimum {
  const point = filled(linear.length, 0);
  const free = new FreeSet(matrix);
  const blocked = new Set<number>();
  for (let round = 0; round < 20 * (linear.length + 1); round += 1) {
    const entering = bestGain({ matrix, linear, point, free, blocked });
    if (entering === undefined) return { point, solved: true };
    while (!free.add(entering)) {
      const ray = free.dependence(entering);
      if (!falls(linear, ray, slopeError)) break;
      if (!moveTo(point, ray, free)) return { point, ray, solved: true };
    }
    settle(point, free, linear);
    if (free.has(entering)) blocked.clear();
    else blocked.add(entering);
  }
  return { point, solved: false };
}

interface Search {
  readonly matrix: Matrix;
  readonly linear: Vector;
  readonly point: Vector;
  readonly free: FreeSet;
  readonly blocked: ReadonlySet<number>;
}

/** The index at rest whose increase lowers the function most steeply; none when no increase does. */
function bestGain({ matrix, linear, point, free, blocked }: Search): number | undefined {
  let best: number | undefined;
  let most = 0;
  matrix.forEach((row, index) => {
    if (free.has(index) || blocked.has(index)) return;
    let gain = at(linear, index);
    let terms = Math.abs(gain);
    for (const member of free.members) {
      const term = at(row, member) * at(point, member);
      gain -= term;
      terms += Math.abs(term);
    }
    if (gain > gainTolerance * terms && gain > most) [best, most] = [index, gain];
  });
  return best;
}

/** Whether the linear part falls along a direction, by more than rounding. */
function falls(linear: Vector, direction: Vector, slopeError: number): boolean {
  const terms = linear.reduce((total, entry, index) => total + Math.abs(entry * at(direction, index)), 0);
  return dot(linear, direction) > slopeTolerance * terms + slopeError * size(direction);
}

/** Goes along a direction until a number becomes 0, and fixes it there; says whether one does. */
function moveTo(point: Vector, direction: Vector, free: FreeSet): boolean {
  let step = Number.POSITIVE_INFINITY;
  let stop = -1;
  for (const member of free.members) {
    const reach = at(direction, member) < 0 ? -at(point, member) / at(direction, member) : Number.POSITIVE_INFINITY;
    if (reach < step) [step, stop] = [reach, member];
  }
  if (stop < 0) return false;
  addScaled(point, step, direction);
  point[stop] = 0;
  free.remove(stop);
  return true;
}

/** Goes to the minimum over the free numbers, fixing those that would fall below 0. */
function settle(point: Vector, free: FreeSet, linear: Vector): void {
  while (free.members.length > 0) {
    const target = free.minimum(linear);
    if (free.members.every((member) => at(target, member) > 0)) {
      target.forEach((value, index) => (point[index] = value));
      return;
    }
    const step = limit(point, target, free);
    for (const member of free.members) {
      const [from, to] = [at(point, member), at(target, member)];
      point[member] = member === step.stop ? 0 : Math.max(from + step.share * (to - from), 0);
    }
    free.remove(step.stop);
  }
}

/** Which number becomes 0 first on the way, and after which share of it. */
function limit(point: Vector, target: Vector, free: FreeSet): { readonly stop: number; readonly share: number } {
  let nearest = { stop: -1, share: Number.POSITIVE_INFINITY };
  for (const member of free.members) {
    const [from, to] = [at(point, member), at(target, member)];
    const share = to > 0 ? Number.POSITIVE_INFINITY : from === to ? 0 : from / (from - to);
    if (share < nearest.share) nearest = { stop: member, share };
  }
  return nearest;
}

/** The sum of the absolute values of the entries. */
function size(vector: Vector): number {
  return vector.reduce((total, entry) => total + Math.abs(entry), 0);
}

/** The numbers that are not fixed at 0, with the Cholesky decomposition of their rows and columns. */
class FreeSet {
  readonly members: number[] = [];
  readonly #free: Uint8Array;
  readonly #matrix: Matrix;
  readonly #rows: Vector[] = [];
  #pending: Vector;

  constructor(matrix: Matrix) {
    this.#matrix = matrix;
    this.#free = new Uint8Array(matrix.length);
    this.#pending = filled(matrix.length, 0);
  }

  has(index: number): boolean {
    return this.#free[index] === 1;
  }

  /** Frees a number, unless its row depends on those of the free ones. */
  add(index: number): boolean {
    const source = this.#matrix[index];
    if (!source) return false;
    const row = filled(this.#matrix.length, 0);
    for (let step = 0; step < this.members.length; step += 1) {
      const other = this.#rows[step] ?? row;
      row[step] = (at(source, this.members[step] ?? 0) - dot(other, row, step)) / at(other, step);
    }
    const count = this.members.length;
    this.#pending = row;
    const least = rankTolerance * at(source, index);
    const direction = this.dependence(index);
    const height = quadratic(this.#matrix, direction); // Exact where near dependence among the free numbers spoils the pivot.
    if (!(height > Math.max(least, squareError * size(direction) ** 2))) return false;
    row[count] = Math.sqrt(height);
    this.#free[index] = 1;
    this.members.push(index);
    this.#rows.push(row);
    return true;
  }

  /** Fixes a number at 0. */
  remove(index: number): void {
    const place = this.members.indexOf(index);
    const later = this.members.slice(place + 1);
    for (const member of [index, ...later]) this.#free[member] = 0;
    this.members.length = place;
    this.#rows.length = place;
    for (const member of later) this.add(member);
  }

  /** The direction from the number that was to be added last that is orthogonal to the free ones; if `add` refused it, 0 but for rounding. */
  dependence(index: number): Vector {
    const direction = this.#backward(this.#pending);
    for (const member of this.members) direction[member] = -at(direction, member);
    direction[index] = 1;
    return direction;
  }

  /** The minimum over the free numbers, whatever their sign. */
  minimum(linear: Vector): Vector {
    const forward = filled(linear.length, 0);
    this.members.forEach((member, step) => {
      const row = this.#rows[step];
      if (row) forward[step] = (at(linear, member) - dot(row, forward, step)) / at(row, step);
    });
    return this.#backward(forward);
  }

  #backward(forward: Vector): Vector {
    const rest = forward.slice();
    const solution = filled(forward.length, 0);
    for (let step = this.members.length - 1; step >= 0; step -= 1) {
      const row = this.#rows[step];
      if (!row) continue;
      const value = at(rest, step) / at(row, step);
      for (let earlier = 0; earlier < step; earlier += 1) rest[earlier] = at(rest, earlier) - value * at(row, earlier);
      solution[this.members[step] ?? 0] = value;
    }
    return solution;
  }
}
