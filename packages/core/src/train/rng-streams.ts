import type { RandomSource } from '@equipoise/compiler';

import type { Random } from '../random.ts';

/** What draws random numbers: the steps, a look at the gradients, a look at the losses after a step. */
export type RngStreamName = 'steps' | 'diagnosis' | 'look back';

/** Where the noise of training comes from: a stream for each user, so that none moves the others'. */
export class RngStreams {
  #random: Random;
  #streams = new Map<RngStreamName, Random>();

  /** @param random - Where it comes from, until another source is named. */
  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Names another source.
   *
   * @param random - The source.
   */
  reseed(random: Random): void {
    this.#random = random;
    this.#streams = new Map();
  }

  /**
   * The numbers of a user, from whatever is the source when they are drawn.
   *
   * @param user - The user.
   */
  of(user: RngStreamName): RandomSource {
    return { next: () => this.#stream(user).next() };
  }

  #stream(user: RngStreamName): Random {
    const stream = this.#streams.get(user) ?? this.#random.fork(user);
    this.#streams.set(user, stream);
    return stream;
  }
}
