import type { EpochRecord } from '../training/history.ts';
import type { Callback } from './callback.ts';

/** How far a run has come. */
export interface FitProgress {
  /** Completed steps. */
  readonly step: number;
  /** Steps of the whole run, if it is not stopped early. */
  readonly steps: number;
  /** The epoch that has just ended, when one has. */
  readonly epochEnded?: EpochRecord;
}

/**
 * Tells how far the training has come: after every step but the last of an epoch, and after every epoch.
 *
 * @param tell - Is told.
 */
export function onProgress(tell: (progress: FitProgress) => void): Callback {
  return {
    name: 'progress',
    onBatchEnd(_, { step, steps, epochs }) {
      if (step % (steps / epochs) !== 0) tell({ step, steps });
    },
    onEpochEnd(epochEnded, { step, steps }) {
      tell({ step, steps, epochEnded });
    },
  };
}
