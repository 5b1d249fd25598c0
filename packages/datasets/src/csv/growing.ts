/** Rows in a piece. */
const piece = 65_536;

/** A list of numbers that grows by pieces, so that what is there is never copied while it grows. */
export class Growing<List extends Float64Array | Uint32Array> {
  readonly #make: (length: number) => List;
  #pieces: List[] = [];
  #last: List;
  #used = 0;

  /**
   * @param make - Makes a list of so many numbers.
   */
  constructor(make: (length: number) => List) {
    this.#make = make;
    this.#last = make(0);
  }

  /** How many numbers there are. */
  get length(): number {
    return this.#pieces.length === 0 ? 0 : (this.#pieces.length - 1) * piece + this.#used;
  }

  /**
   * Adds a number.
   *
   * @param value - The number.
   */
  push(value: number): void {
    if (this.#used === this.#last.length) {
      this.#last = this.#make(piece);
      this.#pieces.push(this.#last);
      this.#used = 0;
    }
    this.#last[this.#used] = value;
    this.#used += 1;
  }

  /** All numbers in one list; this one is empty afterwards. */
  take(): List {
    const all = this.#make(this.length);
    this.#pieces.forEach((part, index) => {
      const last = index === this.#pieces.length - 1;
      all.set(last ? part.subarray(0, this.#used) : part, index * piece);
    });
    this.#pieces = [];
    this.#last = this.#make(0);
    this.#used = 0;
    return all;
  }
}
