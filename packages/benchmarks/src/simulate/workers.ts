import type { Random } from '@equipoise/core';

import { attempts, backoff, lockTimes, maxStalledCount, renewalMs } from '../queue/queue-settings.ts';
import type { Coordinator, SimulatedTrial } from './coordinator.ts';
import type { EventQueue } from './event-queue.ts';
import type { QueueModel } from './queue-model.ts';

/** What happens to trials at workers. */
export interface WorkerFaults {
  /** Seconds of a trial. */
  readonly seconds: number;
  /** The share of attempts whose process ends in the middle. */
  readonly failures: number;
  /** The share of attempts whose machine dies in the middle. */
  readonly deaths: number;
  /** Seconds after which a worker that says nothing counts as dead. */
  readonly deadAfter: number;
}

/** What workers are in the midst of. */
interface Surroundings {
  readonly events: EventQueue;
  readonly queue: QueueModel;
  readonly coordinator: Coordinator;
  readonly source: Random;
}

/**
 * Workers that make one trial each at a time. A process that ends in the middle is a failure: the trial waits for its back-off, and is taken again. A
 * machine that dies says nothing: its trial is free when its lock has ended and the next search for such trials comes; the machine is back then.
 */
export class Workers {
  /** Trials that were given to a worker again, after a failure and after a death. */
  readonly repeats = { failures: 0, deaths: 0 };
  readonly #around: Surroundings;
  readonly #faults: WorkerFaults;
  readonly #ready: SimulatedTrial[] = [];
  #first = 0;
  #idle: number;
  #running = 0;

  constructor(count: number, faults: WorkerFaults, around: Surroundings) {
    this.#idle = count;
    this.#faults = faults;
    this.#around = around;
  }

  /** Trials that are being made. */
  get running(): number {
    return this.#running;
  }

  /**
   * Puts a trial behind those that are free to be taken.
   *
   * @param trial - The trial.
   */
  offer(trial: SimulatedTrial): void {
    this.#ready.push(trial);
    if (this.#idle === 0) return;
    this.#idle -= 1;
    this.#take();
  }

  #take(): void {
    this.#around.queue.operate('take', () => this.#next());
  }

  /** Makes the next trial that is free; rests where there is none. */
  #next(): void {
    const trial = this.#ready[this.#first];
    if (!trial) {
      this.#idle += 1;
      return;
    }
    this.#first += 1;
    this.#make(trial);
  }

  #make(trial: SimulatedTrial): void {
    const { events, source } = this.#around;
    const { seconds, failures, deaths } = this.#faults;
    const [fate, share] = [source.next(), source.next()];
    const [dies, fails] = [fate < deaths, fate < deaths + failures];
    this.#running += 1;
    const elapsed = dies || fails ? share * seconds : seconds;
    events.at(events.now + elapsed, () => {
      this.#running -= 1;
      if (dies) this.#die(trial, elapsed);
      else if (fails) this.#fail(trial);
      else this.#finish();
    });
  }

  #finish(): void {
    this.#around.queue.operate('finish', () => {
      this.#around.coordinator.end('made');
      this.#next();
    });
  }

  #fail(trial: SimulatedTrial): void {
    const { events, queue, coordinator } = this.#around;
    trial.failures += 1;
    queue.operate('fail', () => {
      if (trial.failures >= attempts) {
        coordinator.end('failed');
      } else {
        this.repeats.failures += 1;
        const wait = (backoff.delay * 2 ** (trial.failures - 1)) / 1000;
        events.at(events.now + wait, () => this.offer(trial));
      }
      this.#take();
    });
  }

  #die(trial: SimulatedTrial, elapsed: number): void {
    const { events, coordinator } = this.#around;
    const { deadAfter } = this.#faults;
    const { lockDuration, stalledInterval } = lockTimes(deadAfter);
    trial.stalls += 1;
    const lockEnds = 1000 * events.now - ((1000 * elapsed) % renewalMs(deadAfter)) + lockDuration;
    const found = Math.ceil(lockEnds / stalledInterval) * stalledInterval;
    events.at(found / 1000, () => {
      if (trial.stalls > maxStalledCount) {
        coordinator.end('failed');
      } else {
        this.repeats.deaths += 1;
        this.offer(trial);
      }
      this.#take();
    });
  }
}
