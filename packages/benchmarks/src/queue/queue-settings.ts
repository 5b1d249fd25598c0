/** Milliseconds between two looks at the job of a trial whose events may have been missed. */
export const lookMs = 3000;

/** How often a trial is given to a worker, when workers end in the middle of it. */
export const attempts = 5;

/**
 * The priority of final trials, behind those of searches, which have none: a search makes its trials one after the other, so all of them wait for
 * each of these.
 */
export const afterSearches = 1;

/** How long a trial that failed waits: the delay in milliseconds, doubled with each further failure. */
export const backoff = { type: 'exponential', delay: 500 } as const;

/** Milliseconds between two reports of how far a trial is. */
export const progressMs = 500;

/** How often a trial may lose its worker: a machine that dies is not the fault of its trial; what fails by itself is counted by attempts. */
export const maxStalledCount = 100;

/** Seconds after which a worker that says nothing counts as dead, unless it is told otherwise. */
export const usualDeadAfter = 30;

/**
 * Milliseconds that the lock of a trial lasts, and between two searches for trials whose lock has ended.
 *
 * @param deadAfter - Seconds after which a worker that says nothing counts as dead.
 */
export function lockTimes(deadAfter: number): { readonly lockDuration: number; readonly stalledInterval: number } {
  return { lockDuration: 1000 * deadAfter, stalledInterval: 500 * deadAfter };
}

/**
 * Milliseconds between two renewals of a lock: BullMQ looks four times in the duration of a lock for those that it renews.
 *
 * @param deadAfter - Seconds after which a worker that says nothing counts as dead.
 */
export function renewalMs(deadAfter: number): number {
  return lockTimes(deadAfter).lockDuration / 4;
}
