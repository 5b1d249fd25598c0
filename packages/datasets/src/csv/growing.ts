import type { CellList } from './cell-list.ts';

/** Rows in a piece. */
const piece = 65_536;

/**
 * A list of numbers that grows by pieces, so that nothing is copied while it grows. If no more numbers come than were expected, there is one piece, which
 * is returned without a copy.
 */
export class Growing<List extends Float64Array | Uint32Array> implements CellList {
  readonly #make: (length: number) => List;
  readonly #expected: number;
  #full: List[] = [];
  #last: List;
  #used = 0;

  /**
   * @param make - Makes a list of so many numbers.
   * @param expected - How many will come, as far as is known: memory is taken as they come.
   */
  constructor(make: (length: number) => List, expected: number) {
    this.#make = make;
    this.#expected = Math.max(piece, expected);
    this.#last = make(0);
  }

  /** How many numbers there are. */
  get length(): number {
    return this.#full.reduce((sum, { length }) => sum + length, this.#used);
  }

  /**
   * Adds a number.
   *
   * @param value - The number.
   */
  push(value: number): void {
    if (this.#used === this.#last.length) {
      const first = this.#last.length === 0;
      if (!first) this.#full.push(this.#last);
      this.#last = this.#make(first ? this.#expected : piece);
      this.#used = 0;
    }
    this.#last[this.#used] = value;
    this.#used += 1;
  }

  /** Leaves all numbers out. */
  clear(): void {
    this.#full = [];
    this.#last = this.#make(0);
    this.#used = 0;
  }

  /** All numbers in one list; this one is empty afterwards. */
  take(): List {
    const [length, full] = [this.length, this.#full];
    const end = this.#last.subarray(0, this.#used) as List;
    this.clear();
    if (full.length === 0) return end;
    const all = this.#make(length);
    let offset = 0;
    for (const part of [...full, end]) {
      all.set(part, offset);
      offset += part.length;
    }
    return all;
  }
}
