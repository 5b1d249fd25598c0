import type { TrackEvent, Tracker } from '@equipoise/core';

import type { TrialEvent } from '../trials/run-trials.ts';
import { trialEvents, trialRun } from './trial-events.ts';

/** Tells trackers of the trials of a study. */
export interface TrialTracking {
  /**
   * Hears of a trial.
   *
   * @param event - What happened to it.
   */
  note(event: TrialEvent): void;
  /** Waits until the trackers have all that was noted. */
  end(): Promise<void>;
}

/**
 * Tells trackers of trials as they end, one after another, those that were kept from before too, where a tracker has not got them. A tracker that fails
 * is told nothing more: the study goes on.
 *
 * @param trackers - The trackers.
 * @param say - Hears of a tracker that fails, in a sentence.
 */
export function trackTrials(trackers: readonly Tracker[], say: (sentence: string) => void): TrialTracking {
  const failed = new Set<Tracker>();
  let telling: Promise<void> = Promise.resolve();
  const tell = async (tracker: Tracker, events: readonly TrackEvent[]): Promise<void> => {
    const [first] = events;
    if (!first || failed.has(tracker)) return;
    try {
      if (await tracker.has?.(first.run)) return;
      for (const event of events) await tracker.onEvent(event);
    } catch (error) {
      failed.add(tracker);
      const why = error instanceof Error ? error.message : String(error);
      say(`${why.replace(/\.$/, '')}; ${tracker.name} hears of no more trials.`);
    }
  };
  return {
    note(event) {
      if (event.kind === 'step' || trackers.length === 0) return;
      telling = telling.then(async () => {
        for (const tracker of trackers) await tell(tracker, eventsOf(event));
      });
    },
    end: () => telling,
  };
}

function eventsOf(event: Exclude<TrialEvent, { readonly kind: 'step' }>): readonly TrackEvent[] {
  if (event.kind !== 'failed') return trialEvents(event.result, event.of);
  const run = trialRun(event.config, event.of);
  return [
    { kind: 'begin', run, step: 0 },
    { kind: 'end', run, status: 'failed' },
  ];
}
