import type { Callback } from '@equipoise/core';

import type { PrunerRun } from '../search/pruners/pruner.ts';
import { prunerFromConfig } from '../search/pruners/registry.ts';
import type { TrialConfig } from './trial-config.ts';

/** The name of the trial that runs, among those that its pruner knows by their numbers. */
const running = 'running';

/** A callback that asks a pruner after every epoch. */
export interface Pruning extends Callback {
  /** The epochs after which the trial was stopped; undefined where it was not. */
  readonly prunedAt: number | undefined;
}

/**
 * Stops a trial when its pruner says so. The pruner is told the least value so far, as what is compared at the end is the best epoch.
 *
 * @param pruning - The pruner, and what it knows of the trials before.
 */
export function pruningOf({ pruner, state }: NonNullable<TrialConfig['pruning']>): Pruning {
  const pruning = prunerFromConfig(pruner).start('min', state);
  let [least, prunedAt] = [Number.POSITIVE_INFINITY, undefined as number | undefined];
  return {
    name: 'pruning',
    get prunedAt() {
      return prunedAt;
    },
    onEpochEnd({ epoch, monitored }, run) {
      least = Math.min(least, monitored);
      if (epoch + 1 === run.epochs || pruning.report(running, epoch + 1, least) === 'continue') return;
      prunedAt = epoch + 1;
      run.stop('pruned');
    },
  };
}

/**
 * Tells a pruner how a trial did, as it was told while the trial ran.
 *
 * @param run - The pruner.
 * @param trial - The name of the trial.
 * @param monitored - What was monitored, epoch by epoch.
 */
export function reportAll(run: PrunerRun, trial: string, monitored: readonly number[]): void {
  let least = Number.POSITIVE_INFINITY;
  for (const [epoch, value] of monitored.entries()) {
    least = Math.min(least, value);
    if (run.report(trial, epoch + 1, least) === 'stop') return;
  }
}
