import type { TrialResult } from '../trials/trial-result.ts';
import type { Slot } from './slots.ts';

/** A slot with its final trial. */
export interface FilledSlot {
  /** The slot. */
  readonly slot: Slot;
  /** The final trial. */
  readonly result: TrialResult;
  /** How many trials chose it; 0 where nothing was searched. */
  readonly trials: number;
  /** How many of those trials a pruner stopped; none when left out. */
  readonly pruned?: number | undefined;
  /** How long the steps of those trials took, in seconds. */
  readonly seconds: number;
}

/**
 * The value by which trials are compared: what was monitored at the best epoch, lower is better.
 *
 * @param result - The result of a trial.
 */
export function monitoredOf({ epochs, bestEpoch }: TrialResult): number {
  return epochs.find(({ epoch }) => epoch === bestEpoch)?.monitored ?? Number.NaN;
}
