import { progressLine } from '../terminal/progress-line.ts';

/** Shows how many of some measurements there are. */
export interface BenchProgress {
  /** Counts one more. */
  next(): void;
  /** Takes the bar away. */
  clear(): void;
}

/**
 * Starts to count measurements on standard error.
 *
 * @param total - How many there will be.
 */
export function benchProgress(total: number): BenchProgress {
  const line = progressLine(process.stderr);
  let ended = 0;
  return {
    next() {
      ended += 1;
      line.show({ ended, kept: ended, total, share: ended / total });
    },
    clear: () => line.clear(),
  };
}
