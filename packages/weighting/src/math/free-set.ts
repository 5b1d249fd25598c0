import { rankTolerance } from './cholesky.ts';
import { entryOrZero, dot, filled, type Matrix, type Vector } from './matrix.ts';

/** A few times the rounding error of a cosine: the square of a sum of directions is known to this part of their number squared. */
const squareError = 1e-14;

/** As long as no pivot is a smaller part of its diagonal entry, elimination loses no digits that matter. */
const soundPivot = 1e-2;

/** The numbers that are not fixed at 0, with the Cholesky decomposition of their rows and columns. */
export class FreeSet {
  /** The numbers, in the order in which they were freed. */
  readonly members: number[] = [];
  readonly #free: Uint8Array;
  readonly #matrix: Matrix;
  readonly #rows: Vector[] = [];
  #pending: Vector = [];
  /** How many of the first members have sound pivots. */
  #sound = 0;

  /**
   * @param matrix - Symmetric and positive semi-definite.
   */
  constructor(matrix: Matrix) {
    this.#matrix = matrix;
    this.#free = new Uint8Array(matrix.length);
  }

  /** Whether a number is free. */
  has(index: number): boolean {
    return this.#free[index] === 1;
  }

  /** Frees a number, unless its row depends on those of the free ones. */
  add(index: number): boolean {
    const source = this.#matrix[index];
    if (!source) return false;
    const { members } = this;
    const count = members.length;
    const row: Vector = [];
    let rest = entryOrZero(source, index);
    for (let step = 0; step < count; step += 1) {
      const other = this.#rows[step] ?? row;
      const entry = (entryOrZero(source, members[step] ?? 0) - dot(other, row, step)) / entryOrZero(other, step);
      row.push(entry);
      rest -= entry * entry;
    }
    this.#pending = row;
    const sound = this.#sound === count && rest >= soundPivot * entryOrZero(source, index);
    const height = sound ? rest : this.#height(index);
    if (!(height > 0)) return false;
    this.#rows.push([...row, Math.sqrt(height)]);
    if (sound) this.#sound += 1;
    members.push(index);
    this.#free[index] = 1;
    return true;
  }

  /** Fixes a number at 0. */
  remove(index: number): void {
    const place = this.members.indexOf(index);
    const later = this.members.slice(place + 1);
    this.#free[index] = 0;
    for (const member of later) this.#free[member] = 0;
    this.members.length = place;
    this.#rows.length = place;
    this.#sound = Math.min(this.#sound, place);
    for (const member of later) this.add(member);
  }

  /** Fixes all numbers at 0. */
  clear(): void {
    for (const member of this.members) this.#free[member] = 0;
    this.members.length = 0;
    this.#rows.length = 0;
    this.#sound = 0;
  }

  /** The direction from the number that was to be added last that is orthogonal to the free ones; if `add` refused it, 0 but for rounding. */
  dependence(index: number): Vector {
    const direction = filled(this.#matrix.length, 0);
    const shares = this.#backward(this.#pending.slice());
    this.members.forEach((member, step) => (direction[member] = -entryOrZero(shares, step)));
    direction[index] = 1;
    return direction;
  }

  /** The minimum over the free numbers, whatever their sign, in the order of the members. */
  minimum(linear: Vector): Vector {
    const forward: Vector = [];
    for (let step = 0; step < this.members.length; step += 1) {
      const row = this.#rows[step] ?? forward;
      forward.push((entryOrZero(linear, this.members[step] ?? 0) - dot(row, forward, step)) / entryOrZero(row, step));
    }
    return this.#backward(forward);
  }

  /** The squared distance of a number's vector from the span of the free ones, exact where elimination is not; 0 when it is rounding. */
  #height(index: number): number {
    const direction = this.dependence(index);
    const involved = [...this.members, index];
    let height = 0;
    let size = 0;
    for (const first of involved) {
      const row = this.#matrix[first] ?? direction;
      let product = 0;
      for (const second of involved) product += entryOrZero(row, second) * entryOrZero(direction, second);
      height += entryOrZero(direction, first) * product;
      size += Math.abs(entryOrZero(direction, first));
    }
    const least = Math.max(
      rankTolerance * entryOrZero(this.#matrix[index] ?? direction, index),
      squareError * size ** 2,
    );
    return height > least ? height : 0;
  }

  /** Solves for the transposed factor, in place. */
  #backward(rest: Vector): Vector {
    for (let step = this.members.length - 1; step >= 0; step -= 1) {
      const row = this.#rows[step] ?? rest;
      const value = entryOrZero(rest, step) / entryOrZero(row, step);
      rest[step] = value;
      for (let earlier = 0; earlier < step; earlier += 1)
        rest[earlier] = entryOrZero(rest, earlier) - value * entryOrZero(row, earlier);
    }
    return rest;
  }
}
