import type { EventQueue } from './event-queue.ts';
import type { QueueOperation, QueueRates } from './queue-rates.ts';
import { ServiceLine } from './service-line.ts';

/** The server of the queue: one processor that makes one operation after the other, as Redis does. */
export class QueueModel {
  readonly line: ServiceLine;
  readonly #costs: QueueRates['operations'];
  #operations = 0;

  constructor(events: EventQueue, rates: QueueRates) {
    this.line = new ServiceLine(events);
    this.#costs = rates.operations;
  }

  /** Operations that it was asked for. */
  get operations(): number {
    return this.#operations;
  }

  /**
   * Asks for an operation.
   *
   * @param name - Which.
   * @param then - What happens when it is made.
   * @param count - How many of it, one after the other.
   */
  operate(name: QueueOperation, then: () => void, count = 1): void {
    this.#operations += count;
    this.line.serve((count * this.#costs[name].server) / 1e6, then);
  }
}
