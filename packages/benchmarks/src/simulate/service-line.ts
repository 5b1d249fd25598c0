import type { EventQueue } from './event-queue.ts';

/** A processor that does one thing after the other, in the order in which they come: Redis, or the command of the study. */
export class ServiceLine {
  readonly #events: EventQueue;
  #free = 0;
  #busy = 0;

  constructor(events: EventQueue) {
    this.#events = events;
  }

  /** Seconds of work that it was given so far. */
  get busy(): number {
    return this.#busy;
  }

  /**
   * Gives it work.
   *
   * @param seconds - How long that takes.
   * @param then - What happens when it is done.
   */
  serve(seconds: number, then: () => void): void {
    this.#free = Math.max(this.#free, this.#events.now) + seconds;
    this.#busy += seconds;
    this.#events.at(this.#free, then);
  }
}
