import { FreeSet } from './free-set.ts';
import { addScaled, entryOrZero, dot, filled, type Matrix, type Vector } from './matrix.ts';

/** The minimum of a quadratic function over x ≥ 0. */
export interface NonNegativeMinimum {
  /** The minimiser; the best point found when there is none. */
  readonly point: Vector;
  /** A direction in which the function is unbounded below, if there is one. */
  readonly ray?: Vector;
  /** Whether the search ended; in exact arithmetic it always does. */
  readonly solved: boolean;
}

/** A gain below this part of the terms that it is the difference of is rounding. */
const gainTolerance = 1e-12;

/** The same for the slope along a direction in which gradients cancel. */
const slopeTolerance = 1e-12;

/**
 * Minimises a convex quadratic function over x ≥ 0 exactly, by the active-set method of Lawson and Hanson.
 *
 *     minimise ½xᵀCx − bᵀx     over x ≥ 0
 *
 * @param matrix - C: symmetric and positive semi-definite, singular or not.
 * @param linear - b.
 * @param slopeError - Slopes per unit of direction below this count as rounding error.
 * @see C. L. Lawson, R. J. Hanson. Solving Least Squares Problems. SIAM 1995, chapter 23. https://doi.org/10.1137/1.9781611971217
 */
export function nonNegativeMinimum(matrix: Matrix, linear: Vector, slopeError = 0): NonNegativeMinimum {
  return new NonNegativeSearch(matrix).minimum(linear, slopeError);
}

/** The search of {@link nonNegativeMinimum}, for one C and several b: each begins where the one before it ended. */
export class NonNegativeSearch {
  readonly #matrix: Matrix;
  readonly #point: Vector;
  readonly #free: FreeSet;

  /**
   * @param matrix - C.
   */
  constructor(matrix: Matrix) {
    this.#matrix = matrix;
    this.#point = filled(matrix.length, 0);
    this.#free = new FreeSet(matrix);
  }

  /**
   * The minimum for one b.
   *
   * @param linear - b.
   * @param slopeError - Slopes per unit of direction below this count as rounding error.
   */
  minimum(linear: Vector, slopeError = 0): NonNegativeMinimum {
    const free = this.#free;
    const blocked = new Set<number>();
    if (free.members.length === 0) this.#begin(linear);
    else this.#settle(linear);
    for (let round = 0; round < 20 * (linear.length + 1); round += 1) {
      const entering = this.#bestGain(linear, blocked);
      if (entering < 0) return { point: this.#point.slice(), solved: true };
      while (!free.add(entering)) {
        const ray = free.dependence(entering);
        if (!falls(linear, ray, slopeError)) break;
        if (!this.#moveTo(ray)) return { point: this.#point.slice(), ray, solved: true };
      }
      this.#settle(linear);
      if (free.has(entering)) blocked.clear();
      else blocked.add(entering);
    }
    return { point: this.#point.slice(), solved: false };
  }

  /**
   * How fast the slope along a change of b changes while no number becomes 0 or leaves it: Σᵢ cᵢ · ∂xᵢ/∂t for b + t·c.
   *
   * @param change - c.
   */
  curvature(change: Vector): number {
    const { members } = this.#free;
    return this.#free
      .minimum(change)
      .reduce((total, value, step) => total + value * entryOrZero(change, members[step] ?? 0), 0);
  }

  /** Frees all numbers that the function falls with at first, but for those that would not stay above 0 together. */
  #begin(linear: Vector): void {
    const { members } = this.#free;
    let chosen: number[] = [];
    linear.forEach((value, index) => value > 0 && chosen.push(index));
    while (chosen.length > 0) {
      this.#free.clear();
      for (const index of chosen) this.#free.add(index);
      const target = this.#free.minimum(linear);
      chosen = members.filter((_, step) => entryOrZero(target, step) > 0);
      if (chosen.length < members.length) continue;
      members.forEach((member, step) => (this.#point[member] = entryOrZero(target, step)));
      return;
    }
  }

  /** The index at rest whose increase lowers the function most steeply; −1 when no increase does. */
  #bestGain(linear: Vector, blocked: ReadonlySet<number>): number {
    const { members } = this.#free;
    const values = members.map((member) => entryOrZero(this.#point, member));
    let best = -1;
    let most = 0;
    for (let index = 0; index < linear.length; index += 1) {
      const row = this.#matrix[index];
      if (!row || this.#free.has(index) || blocked.has(index)) continue;
      let gain = entryOrZero(linear, index);
      let terms = Math.abs(gain);
      for (let step = 0; step < members.length; step += 1) {
        const term = entryOrZero(row, members[step] ?? 0) * entryOrZero(values, step);
        gain -= term;
        terms += Math.abs(term);
      }
      if (gain > gainTolerance * terms && gain > most) {
        best = index;
        most = gain;
      }
    }
    return best;
  }

  /** Moves along a direction until an entry becomes 0, and fixes it there; returns whether one does. */
  #moveTo(direction: Vector): boolean {
    let step = Number.POSITIVE_INFINITY;
    let stop = -1;
    for (const member of this.#free.members) {
      const reach =
        entryOrZero(direction, member) < 0
          ? -entryOrZero(this.#point, member) / entryOrZero(direction, member)
          : Number.POSITIVE_INFINITY;
      if (reach < step) {
        step = reach;
        stop = member;
      }
    }
    if (stop < 0) return false;
    addScaled(this.#point, step, direction);
    this.#point[stop] = 0;
    this.#free.remove(stop);
    return true;
  }

  /** Moves to the minimum over the free entries, and fixes those that would become negative. */
  #settle(linear: Vector): void {
    const { members } = this.#free;
    const point = this.#point;
    while (members.length > 0) {
      const target = this.#free.minimum(linear);
      let stop = -1; // Which number becomes 0 first on the way, and where.
      let share = Number.POSITIVE_INFINITY;
      for (let step = 0; step < members.length; step += 1) {
        const from = entryOrZero(point, members[step] ?? 0);
        const to = entryOrZero(target, step);
        const reach = to > 0 ? Number.POSITIVE_INFINITY : from === to ? 0 : from / (from - to);
        if (reach < share) {
          stop = members[step] ?? 0;
          share = reach;
        }
      }
      for (let step = 0; step < members.length; step += 1) {
        const member = members[step] ?? 0;
        const from = entryOrZero(point, member);
        point[member] =
          stop < 0 ? entryOrZero(target, step) : Math.max(from + share * (entryOrZero(target, step) - from), 0);
      }
      if (stop < 0) return;
      point[stop] = 0;
      this.#free.remove(stop);
    }
  }
}

/** Whether the linear part falls along a direction, by more than rounding. */
function falls(linear: Vector, direction: Vector, slopeError: number): boolean {
  let terms = 0;
  let size = 0;
  direction.forEach((entry, index) => {
    terms += Math.abs(entry * entryOrZero(linear, index));
    size += Math.abs(entry);
  });
  return dot(linear, direction) > slopeTolerance * terms + slopeError * size;
}
