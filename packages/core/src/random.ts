import { InvalidOptionError } from './errors.ts';

/** A stream of pseudo-random numbers: the same seed, the same numbers, on every machine. */
export interface Random {
  /** The next number, uniform in [0, 1). */
  next(): number;
  /**
   * The next whole number, uniform from 0 to `bound` − 1.
   *
   * @param bound - How many different numbers there are, from 1 to 2³².
   * @throws {@link InvalidOptionError} when there are fewer or more.
   */
  integer(bound: number): number;
  /** The next number of the standard normal distribution. */
  normal(): number;
  /**
   * A new order of the numbers from 0 to `length` − 1.
   *
   * @param length - How many numbers.
   */
  permutation(length: number): Uint32Array;
  /**
   * A stream of its own, the same for the same seed and label, that numbers drawn from this one do not move.
   *
   * @param label - What the stream is for.
   */
  fork(label: string): Random;
}

/**
 * A seeded generator (xoshiro128**, seeded by splitmix32).
 *
 * @param seed - A whole number; numbers that are equal modulo 2³² give the same stream.
 * @throws {@link InvalidOptionError} when the seed is not a whole number.
 * @see D. Blackman, S. Vigna. Scrambled Linear Pseudorandom Number Generators. ACM TOMS 2021.
 *   https://arxiv.org/abs/1805.01407
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new InvalidOptionError('random', 'seed', 'a whole number', seed);
  return new Xoshiro(seed);
}

class Xoshiro implements Random {
  readonly #seed: number;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: number) {
    this.#seed = seed;
    const word = splitmix(seed);
    [this.#a, this.#b, this.#c, this.#d] = [word(), word(), word(), word()];
  }

  next(): number {
    return this.#word() / 2 ** 32;
  }

  integer(bound: number): number {
    if (!(bound >= 1 && bound <= 2 ** 32)) throw new InvalidOptionError('random', 'bound', 'from 1 to 2³²', bound);
    const limit = 2 ** 32 - (2 ** 32 % bound); // Words above it would make small numbers likelier.
    let word = this.#word();
    while (word >= limit) word = this.#word();
    return word % bound;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  permutation(length: number): Uint32Array {
    const order = Uint32Array.from({ length }, (_, index) => index);
    for (let last = length - 1; last > 0; last -= 1) {
      const chosen = this.integer(last + 1);
      [order[last], order[chosen]] = [order[chosen] ?? 0, order[last] ?? 0];
    }
    return order;
  }

  fork(label: string): Random {
    let hash = splitmix(this.#seed)(); // The seed as it is would let its bits cancel against the label's.
    for (const character of label) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    return new Xoshiro(hash);
  }

  #word(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
