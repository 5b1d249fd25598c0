import type { OpenSlot } from '../study/fill-slots.ts';
import { plannedTrials } from '../study/slots.ts';
import type { TrialEvent } from '../trials/run-trials.ts';
import { type TrialConfig, trialId } from '../trials/trial-config.ts';

/** How far a study is. */
export interface Standing {
  /** Trials that have ended, results that were there before and trials that failed included. */
  readonly ended: number;
  /** Trials that there is a result of. */
  readonly kept: number;
  /** All trials that are planned; more, where epochs were extended. */
  readonly total: number;
  /** The share of this command's own work that is done, from 0 to 1. */
  readonly share: number;
}

/** Keeps count of the work of a study, as the events of its trials come in. */
export interface ProgressEstimate {
  /**
   * Takes note of what happened.
   *
   * @param event - What happened.
   */
  note(event: TrialEvent): void;
  /** How far the trials are. */
  standing(): Standing;
}

/** A guess of how long one example takes, before a trial of its data set has ended: only the ratios matter. */
const guesses: Readonly<Record<string, number>> = { mlp: 1, tabular: 1, textEncoder: 4, cnn: 40 };

/** What is known of the trials of one data set. */
interface DatasetWork {
  /** How many trials are planned. */
  planned: number;
  /** The steps of all of them. */
  plannedSteps: number;
  /** Steps of trials that were kept or have ended. */
  keptSteps: number;
  endedSteps: number;
  readonly times: number[];
  readonly guess: number;
}

/**
 * Starts to keep count.
 *
 * @param slots - The slots of the studies.
 * @param stepsOf - How many steps a trial will make.
 */
export function progressEstimate(
  slots: readonly OpenSlot[],
  stepsOf: (config: TrialConfig) => number,
): ProgressEstimate {
  const works = new Map<string, DatasetWork>();
  for (const { slot, tuning } of slots) {
    const { config } = slot;
    const work = works.get(config.dataset) ?? {
      planned: 0,
      plannedSteps: 0,
      keptSteps: 0,
      endedSteps: 0,
      times: [],
      guess: (guesses[config.encoder.name] ?? 1) * config.batchSize * 0.005,
    };
    const trials = plannedTrials(slot, tuning);
    work.planned += trials;
    work.plannedSteps += trials * stepsOf(config);
    works.set(config.dataset, work);
  }
  const running = new Map<string, { readonly config: TrialConfig; readonly done: number }>();
  const counts = { ended: 0, failed: 0 };
  return {
    note(event) {
      const { config } = event;
      const work = works.get(config.dataset);
      const id = trialId(config);
      if (!work) return;
      if (event.kind === 'step') {
        running.set(id, { config, done: event.progress.step / event.progress.steps });
        return;
      }
      running.delete(id);
      counts.ended += 1;
      if (event.kind === 'failed') counts.failed += 1;
      if (event.kind === 'kept') work.keptSteps += stepsOf(config);
      else work.endedSteps += stepsOf(config);
      if (event.kind === 'done') work.times.push(event.result.msPerStep);
    },
    standing() {
      const perStep = ({ times, guess }: DatasetWork): number =>
        times.length > 0 ? times.reduce((a, b) => a + b, 0) / times.length : guess;
      let [total, done] = [0, 0];
      for (const work of works.values()) {
        total += Math.max(work.plannedSteps - work.keptSteps, work.endedSteps) * perStep(work);
        done += work.endedSteps * perStep(work);
      }
      for (const { config, done: share } of running.values()) {
        const work = works.get(config.dataset);
        if (work) done += stepsOf(config) * share * perStep(work);
      }
      const planned = [...works.values()].reduce((sum, work) => sum + work.planned, 0);
      return {
        ended: counts.ended,
        kept: counts.ended - counts.failed,
        total: Math.max(planned, counts.ended),
        share: total > 0 ? Math.min(1, done / total) : 1,
      };
    },
  };
}
