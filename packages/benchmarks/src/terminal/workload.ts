import type { RunEvent } from '../runs/run-all.ts';
import { type RunConfig, runId } from '../runs/run-config.ts';

/** How far a list of runs is. */
export interface Standing {
  /** Runs that have ended, results that were there before and runs that failed included. */
  readonly ended: number;
  /** Runs that there is a result of. */
  readonly kept: number;
  /** All runs. */
  readonly total: number;
  /** The share of this command's own work that is done, from 0 to 1. */
  readonly share: number;
}

/** Keeps count of the work of a list of runs, as their events come in. */
export interface Workload {
  /**
   * Takes note of what happened.
   *
   * @param event - What happened.
   */
  note(event: RunEvent): void;
  /** How far the runs are. */
  standing(): Standing;
}

/** A guess of how long one example takes, before a run of its data set has ended: only the ratios matter. */
const guesses: Readonly<Record<string, number>> = { mlp: 1, tabular: 1, textEncoder: 4, cnn: 40 };

/**
 * Starts to keep count.
 *
 * @param configs - The runs.
 * @param stepsOf - How many steps a run will make.
 */
export function workload(configs: readonly RunConfig[], stepsOf: (config: RunConfig) => number): Workload {
  const open = new Map(configs.map((config) => [runId(config), { config, done: 0 }]));
  const measured = new Map<string, number[]>();
  const kept = new Set<string>();
  const ended = new Set<string>();
  const failed = new Set<string>();
  const workOf = (config: RunConfig): number => {
    const times = measured.get(config.dataset);
    const perStep = times
      ? times.reduce((a, b) => a + b, 0) / times.length
      : (guesses[config.encoder.name] ?? 1) * config.batchSize * 0.005;
    return stepsOf(config) * perStep;
  };
  return {
    note(event) {
      const id = runId(event.config);
      const run = open.get(id);
      if (!run) return;
      if (event.kind === 'step') run.done = event.progress.step / event.progress.steps;
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
      const done = own.reduce((sum, [id, run]) => sum + workOf(run.config) * (ended.has(id) ? 1 : run.done), 0);
      return {
        ended: ended.size,
        kept: ended.size - failed.size,
        total: open.size,
        share: total > 0 ? done / total : 1,
      };
    },
  };
}
