/** A time, and how much of a processor it had. */
export interface Timed {
  /** What was timed. */
  readonly name: string;
  /** Threads that it could use. */
  readonly threads: number;
  /** Processor time over the time that passed. */
  readonly cores: number;
}

/** Below this share of a processor, another process had the rest. */
const undisturbed = 0.9;

/** Names in a message, at most. */
const most = 5;

/**
 * Says which times cannot be trusted because another process took the processor while they were measured. Only steps of one
 * thread can be judged: with several it is not known how many a step could have used.
 *
 * @param times - What was timed.
 * @returns One sentence, or nothing where all can be trusted.
 */
export function busyWarning(times: readonly Timed[]): readonly string[] {
  const names = times.filter(({ threads, cores }) => threads === 1 && cores < undisturbed).map(({ name }) => name);
  if (names.length === 0) return [];
  const shown = names.slice(0, most).join(', ');
  const others = names.length > most ? ` and ${names.length - most} more` : '';
  return [`Do not trust the times of ${shown}${others}: another process took the processor meanwhile.`];
}
