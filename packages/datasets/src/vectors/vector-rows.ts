import type { TokenVectors } from '@equipoise/core';

/** Vectors of the tokens of a vocabulary, and how many were found. */
export interface FoundVectors extends TokenVectors {
  /** How many tokens of the vocabulary have a vector. */
  readonly found: number;
  /** The same in words: `38,210 of 40,000 tokens found`. */
  readonly coverage: string;
}

/** Padding and the unknown token, which come before the tokens of a vocabulary. */
const before = 2;

/** Collects the vectors of the tokens of a vocabulary. A token that comes again keeps its first vector. */
export class VectorRows {
  readonly #ids: ReadonlyMap<string, number>;
  readonly #known: Uint8Array;
  readonly #values: Float32Array;
  readonly #width: number;

  /**
   * @param tokens - The tokens of the vocabulary, in the order of their ids.
   * @param width - The length of a vector.
   */
  constructor(tokens: readonly string[], width: number) {
    this.#ids = new Map(tokens.map((token, index) => [token, index + before]));
    this.#known = new Uint8Array(tokens.length + before);
    this.#values = new Float32Array(this.#known.length * width);
    this.#width = width;
  }

  /**
   * The row of a token that has no vector yet, to be filled; undefined when the vocabulary does not hold the token, or it has one.
   *
   * @param token - The token.
   */
  take(token: string): Float32Array | undefined {
    const id = this.#ids.get(token);
    if (id === undefined || this.#known[id] === 1) return undefined;
    this.#known[id] = 1;
    return this.#values.subarray(id * this.#width, (id + 1) * this.#width);
  }

  /** The vectors so far. */
  end(): FoundVectors {
    const found = this.#known.reduce((sum, known) => sum + known, 0);
    const count = (value: number): string => value.toLocaleString('en-US');
    return {
      width: this.#width,
      values: this.#values,
      known: this.#known,
      found,
      coverage: `${count(found)} of ${count(this.#known.length - before)} tokens found`,
    };
  }
}
