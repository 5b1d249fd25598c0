import { random } from '@equipoise/core';

import { goOn } from './background.ts';
import { Coordinator } from './coordinator.ts';
import { EventQueue } from './event-queue.ts';
import { QueueModel } from './queue-model.ts';
import type { QueueRates } from './queue-rates.ts';
import { type WorkerFaults, Workers } from './workers.ts';

/** A study over a queue, as it is simulated. */
export interface SimulatedStudy extends WorkerFaults {
  /** Trials, all put into the queue at the start. */
  readonly trials: number;
  /** Trials that can be made side by side. */
  readonly workers: number;
  /** Decides which attempts fail, and when. */
  readonly seed: number;
  /** What operations of the queue cost. */
  readonly rates: QueueRates;
}

/** What a simulated study came to. Times are seconds, shares from 0 to 1. */
export interface SimulatedOutcome {
  /** From the start until the coordinator kept the last result. */
  readonly makespan: number;
  /** The makespan if operations took no time and nothing failed. */
  readonly ideal: number;
  /** The share of the workers' time that went into results. */
  readonly utilisation: number;
  /** Trials by how they ended; each ends once. */
  readonly ended: { readonly made: number; readonly failed: number };
  /** Trials that were given to a worker again, because a process ended and because a machine died. */
  readonly repeats: { readonly failures: number; readonly deaths: number };
  /** The server of the queue: the share of the time that it worked, its operations, and the bytes that it holds at the end. */
  readonly queue: { readonly busy: number; readonly operations: number; readonly bytes: number };
  /** The command of the study: the share of the time that it worked. */
  readonly coordinator: { readonly busy: number };
}

/** Seconds of the shortest span whose background work is one block. */
const shortestSpan = 0.01;

/** Spans of the ideal makespan at most. */
const mostSpans = 60_000;

/**
 * Simulates a study over a queue, event by event: trials are put into the queue, taken, made, and their results kept. The network takes no time.
 *
 * @param study - The study.
 * @returns The same for the same study and seed.
 */
export function simulateStudy(study: SimulatedStudy): SimulatedOutcome {
  const { trials, workers: count, seconds, deadAfter, seed, rates } = study;
  const events = new EventQueue();
  const queue = new QueueModel(events, rates);
  const coordinator = new Coordinator(events, queue, rates);
  const workers = new Workers(count, study, { events, queue, coordinator, source: random(seed) });
  const ideal = Math.ceil(trials / count) * seconds;
  coordinator.add(trials, (trial) => workers.offer(trial));
  goOn({ events, queue, coordinator, workers }, deadAfter, Math.max(shortestSpan, ideal / mostSpans));
  events.run();
  const makespan = coordinator.lastEnd;
  const { ended } = coordinator;
  return {
    makespan,
    ideal,
    utilisation: (ended.made * seconds) / (count * makespan),
    ended,
    repeats: workers.repeats,
    queue: {
      busy: Math.min(1, queue.line.busy / makespan),
      operations: queue.operations,
      bytes: trials * rates.keptBytes,
    },
    coordinator: { busy: Math.min(1, coordinator.line.busy / makespan) },
  };
}
