import { byteAt } from './bytes.ts';

/** Words for a missing cell by default: those that R, pandas, Excel, SQL and the UCI repository write. */
export const usualMissing: readonly string[] = ['NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None', '?', '-'];

/** Knows the words for a missing cell, and counts them. A blank cell is always missing. */
export class MissingWords {
  readonly #words: readonly string[];
  readonly #bytes: readonly Uint8Array[];
  readonly #counts: number[];
  readonly #first = new Uint8Array(256);
  readonly #longest: number;

  /**
   * @param words - The words.
   */
  constructor(words: readonly string[]) {
    const encoder = new TextEncoder();
    this.#words = ['', ...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
    this.#bytes = this.#words.map((word) => encoder.encode(word));
    this.#counts = this.#words.map(() => 0);
    this.#longest = Math.max(...this.#bytes.map(({ length }) => length));
    for (const word of this.#bytes) if (word.length > 0) this.#first[byteAt(word, 0)] = 1;
  }

  /**
   * Whether a cell is missing; counts it if so.
   *
   * @param bytes - The buffer that holds it.
   * @param start - Its first byte that is not blank.
   * @param end - The byte after its last that is not blank.
   */
  has(bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (length === 0) {
      this.#counts[0] = (this.#counts[0] ?? 0) + 1;
      return true;
    }
    if (length > this.#longest || this.#first[byteAt(bytes, start)] === 0) return false;
    const index = this.#bytes.findIndex(
      (word) => word.length === length && word.every((value, offset) => value === bytes[start + offset]),
    );
    if (index < 0) return false;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    return true;
  }

  /** How often each word was there; blank cells under the empty word. Words that were not there are left out. */
  counts(): ReadonlyMap<string, number> {
    return new Map(
      this.#words.flatMap((word, index): [string, number][] => {
        const count = this.#counts[index] ?? 0;
        return count > 0 ? [[word, count]] : [];
      }),
    );
  }
}
