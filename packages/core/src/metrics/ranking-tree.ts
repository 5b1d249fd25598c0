import { ranks } from './ranks.ts';

/** Numbers that are put in one after the other, of which it is known how many are below another: in logarithmic time, by a Fenwick tree. */
export class Ranking {
  /** How many have been put in. */
  size = 0;
  /** Twice the rank of each number: whole, and the same for equal numbers. */
  readonly #places: Uint32Array;
  readonly #sums: Uint32Array;

  /**
   * @param values - All numbers; none is NaN.
   */
  constructor(values: Float64Array) {
    this.#places = Uint32Array.from(ranks(values), (rank) => 2 * rank);
    this.#sums = new Uint32Array(2 * values.length + 2);
  }

  /**
   * Puts a number in.
   *
   * @param index - Its index.
   */
  add(index: number): void {
    this.size += 1;
    for (let at = this.#places[index] ?? 0; at < this.#sums.length; at += at & -at)
      this.#sums[at] = (this.#sums[at] ?? 0) + 1;
  }

  /**
   * How many of those put in are below a number, and how many are equal to it.
   *
   * @param index - Its index.
   */
  count(index: number): { readonly below: number; readonly equal: number } {
    const place = this.#places[index] ?? 0;
    const below = this.#upTo(place - 1);
    return { below, equal: this.#upTo(place) - below };
  }

  #upTo(place: number): number {
    let sum = 0;
    for (let at = place; at > 0; at -= at & -at) sum += this.#sums[at] ?? 0;
    return sum;
  }
}
