import type { RandomSource } from '@equipoise/compiler';

import type { Random } from '../random.ts';

/** The streams: the training steps, the diagnosis of gradients, and the losses after a step (the name is part of the seed). */
export type RngStreamName = 'steps' | 'diagnosis' | 'look back';

/** The random streams of training: independent ones, so that numbers from one do not change the others. */
export class RngStreams {
  #random: Random;
  #streams = new Map<RngStreamName, Random>();

  /** @param random - The first source. */
  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Replaces the source of all streams.
   *
   * @param random - The new source.
   */
  reseed(random: Random): void {
    this.#random = random;
    this.#streams = new Map();
  }

  /**
   * The numbers of a stream, from the source at the time of the call.
   *
   * @param user - The stream.
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
