import type { EventQueue } from './event-queue.ts';
import type { QueueModel } from './queue-model.ts';
import type { QueueOperation, QueueRates } from './queue-rates.ts';
import { ServiceLine } from './service-line.ts';

/** A trial of a simulation. */
export interface SimulatedTrial {
  /** Attempts that failed. */
  failures: number;
  /** Attempts that lost their worker. */
  stalls: number;
}

/** How trials end: with a result, or with as many failures as there are attempts. */
export type TrialEnd = 'made' | 'failed';

/** The command of the study: it puts trials into the queue, looks at them, and keeps their results. */
export class Coordinator {
  readonly line: ServiceLine;
  /** How many trials ended so, each counted when the coordinator knows of it. */
  readonly ended: Record<TrialEnd, number> = { made: 0, failed: 0 };
  readonly #events: EventQueue;
  readonly #queue: QueueModel;
  readonly #costs: QueueRates['operations'];
  #waiting = 0;
  #looking = 0;
  #lastEnd = 0;

  constructor(events: EventQueue, queue: QueueModel, rates: QueueRates) {
    this.#events = events;
    this.#queue = queue;
    this.#costs = rates.operations;
    this.line = new ServiceLine(events);
  }

  /** Trials that have not ended, as far as it knows. */
  get waiting(): number {
    return this.#waiting;
  }

  /** When it kept the last result so far. */
  get lastEnd(): number {
    return this.#lastEnd;
  }

  /**
   * Puts trials into the queue, all as fast as it can.
   *
   * @param count - How many.
   * @param offer - What a trial in the queue is given to.
   */
  add(count: number, offer: (trial: SimulatedTrial) => void): void {
    this.#waiting += count;
    for (let index = 0; index < count; index += 1) {
      this.#work('add', () => this.#queue.operate('add', () => offer({ failures: 0, stalls: 0 })));
    }
  }

  /**
   * Hears that a trial has ended: reads, checks and keeps its result.
   *
   * @param how - How it ended.
   */
  end(how: TrialEnd): void {
    const keep = (): void => {
      this.ended[how] += 1;
      this.#waiting -= 1;
      this.#lastEnd = this.#events.now;
    };
    const collect = (): void => this.#queue.operate('collect', () => this.#work('collect', keep));
    this.#queue.operate('hearEnd', () => this.#work('hearEnd', collect));
  }

  /**
   * Hears how far trials are.
   *
   * @param count - How many events say it.
   */
  hear(count: number): void {
    this.#queue.operate('hear', () => this.#work('hear', () => undefined, count), count);
  }

  /**
   * Looks whether trials have ended. A trial at which it is looking still is not looked at again.
   *
   * @param count - At how many.
   */
  look(count: number): void {
    const looks = Math.min(count, this.#waiting - this.#looking);
    if (looks <= 0) return;
    this.#looking += looks;
    const done = (): void => {
      this.#looking -= looks;
    };
    this.#work('look', () => this.#queue.operate('look', done, looks), looks);
  }

  #work(name: QueueOperation, then: () => void, count = 1): void {
    this.line.serve((count * this.#costs[name].client) / 1e6, then);
  }
}
