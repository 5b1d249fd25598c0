import { lookMs, progressMs, renewalMs } from '../queue/queue-settings.ts';
import type { Coordinator } from './coordinator.ts';
import type { EventQueue } from './event-queue.ts';
import type { QueueModel } from './queue-model.ts';
import type { Workers } from './workers.ts';

/** Who causes operations that come again and again. */
interface Parties {
  readonly events: EventQueue;
  readonly queue: QueueModel;
  readonly coordinator: Coordinator;
  readonly workers: Workers;
}

/**
 * What goes on while trials are made: workers renew locks and say how far they are, and the coordinator looks at trials whose events it may have missed.
 * Each worker and each trial has a clock of its own, so these are spread evenly: what falls into a short span is one block of work.
 *
 * @param parties - Who does it.
 * @param deadAfter - Seconds after which a worker that says nothing counts as dead.
 * @param span - Seconds of a span.
 */
export function goOn({ events, queue, coordinator, workers }: Parties, deadAfter: number, span: number): void {
  const due = { renewals: 0, reports: 0, looks: 0 };
  /** The whole operations that are due after a further span; the rest waits for the next one. */
  const more = (name: keyof typeof due, parties: number, everyMs: number): number => {
    const sum = due[name] + (parties * 1000 * span) / everyMs;
    due[name] = sum % 1;
    return Math.floor(sum);
  };
  const pass = (): void => {
    if (coordinator.waiting === 0) return;
    const renewals = more('renewals', workers.running, renewalMs(deadAfter));
    if (renewals > 0) queue.operate('renew', () => undefined, renewals);
    const reports = more('reports', workers.running, progressMs);
    if (reports > 0) queue.operate('progress', () => coordinator.hear(reports), reports);
    if (1000 * events.now >= lookMs) coordinator.look(more('looks', coordinator.waiting, lookMs));
    events.at(events.now + span, pass);
  };
  events.at(span, pass);
}
