import type { Random } from '../random.ts';

/** The examples of a source in the order that they are drawn in: all of them in random order, then all in another, and so on. */
export class SourcePasses {
  readonly #size: number;
  readonly #random: Random;
  readonly #label: string;
  #pass = -1;
  #order: Uint32Array = new Uint32Array();

  /**
   * @param size - How many examples it has.
   * @param random - The source of random numbers of the run.
   * @param label - What the orders are of.
   */
  constructor(size: number, random: Random, label: string) {
    this.#size = size;
    this.#random = random;
    this.#label = label;
  }

  /**
   * The next examples.
   *
   * @param start - How many were drawn before.
   * @param count - How many are wanted.
   */
  take(start: number, count: number): Uint32Array {
    return Uint32Array.from({ length: count }, (_, offset) => {
      const place = start + offset;
      this.#turnTo(Math.floor(place / this.#size));
      return this.#order[place % this.#size] ?? 0;
    });
  }

  #turnTo(pass: number): void {
    if (pass === this.#pass) return;
    this.#order = this.#random.fork(`order of ${this.#label}, pass ${pass}`).permutation(this.#size);
    this.#pass = pass;
  }
}
