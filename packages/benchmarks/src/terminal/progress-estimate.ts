import type { TrialEvent } from '../trials/run-trials.ts';
import { type TrialConfig, trialId } from '../trials/trial-config.ts';

/** How far a list of trials is. */
export interface Standing {
  /** Trials that have ended, results that were there before and trials that failed included. */
  readonly ended: number;
  /** Runs that there is a result of. */
  readonly kept: number;
  /** All trials. */
  readonly total: number;
  /** The share of this command's own work that is done, from 0 to 1. */
  readonly share: number;
}

/** Keeps count of the work of a list of trials, as their events come in. */
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

/**
 * Starts to keep count.
 *
 * @param configs - The trials.
 * @param stepsOf - How many steps a trial will make.
 */
export function progressEstimate(
  configs: readonly TrialConfig[],
  stepsOf: (config: TrialConfig) => number,
): ProgressEstimate {
  const open = new Map(configs.map((config) => [trialId(config), { config, done: 0 }]));
  const measured = new Map<string, number[]>();
  const kept = new Set<string>();
  const ended = new Set<string>();
  const failed = new Set<string>();
  const workOf = (config: TrialConfig): number => {
    const times = measured.get(config.dataset);
    const perStep = times
      ? times.reduce((a, b) => a + b, 0) / times.length
      : (guesses[config.encoder.name] ?? 1) * config.batchSize * 0.005;
    return stepsOf(config) * perStep;
  };
  return {
    note(event) {
      const id = trialId(event.config);
      const trial = open.get(id);
      if (!trial) return;
      if (event.kind === 'step') trial.done = event.progress.step / event.progress.steps;
      else ended.add(id);
      if (event.kind === 'kept') kept.add(id);
      if (event.kind === 'failed') failed.add(id);
      if (event.kind === 'done') {
        measured.set(event.config.dataset, [...(measured.get(event.config.dataset) ?? []), event.result.msPerStep]);
      }
    },
    standing() {
      const own = [...open].filter(([id]) => !kept.has(id));
      const total = own.reduce((sum, [, { config }]) => sum + workOf(config), 0);
      const done = own.reduce((sum, [id, trial]) => sum + workOf(trial.config) * (ended.has(id) ? 1 : trial.done), 0);
      return {
        ended: ended.size,
        kept: ended.size - failed.size,
        total: open.size,
        share: total > 0 ? done / total : 1,
      };
    },
  };
}
