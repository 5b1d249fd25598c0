import type { RandomSource } from '@equipoise/compiler';

import type { Random } from '../random.ts';

/** The streams: the training steps, and the diagnosis of gradients (the name is part of the seed). */
export type RngStreamName = 'steps' | 'diagnosis';

/** The random streams of training: independent ones, so that numbers from one do not change the others. */
export class RngStreams {
  #random: Random;
  #streams = new Map<RngStreamName, Random>();
  #step: number[] | undefined;

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
    return { next: () => this.#draw(user) };
  }

  /** Begins a step whose numbers {@link RngStreams.again} gives once more. */
  record(): void {
    this.#step = [];
  }

  /** The numbers of the recorded step from its first on: the same dropout masks, for losses after the step. */
  again(): RandomSource {
    let place = 0;
    let of: number[] | undefined;
    return {
      next: () => {
        if (of !== this.#step) [of, place] = [this.#step, 0];
        place += 1;
        return of?.[place - 1] ?? this.#draw('steps');
      },
    };
  }

  #draw(user: RngStreamName): number {
    const value = this.#stream(user).next();
    if (user === 'steps') this.#step?.push(value);
    return value;
  }

  #stream(user: RngStreamName): Random {
    const stream = this.#streams.get(user) ?? this.#random.fork(user);
    this.#streams.set(user, stream);
    return stream;
  }
}
