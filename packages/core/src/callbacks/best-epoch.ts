import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';

/** The best epoch that a callback has seen. */
export interface BestEpoch {
  /** Its number. */
  readonly epoch: number;
  /** What was monitored after it, lower is better; `null` before the first. */
  readonly monitored: number | null;
}

/**
 * The best epoch, as a callback kept it in a checkpoint.
 *
 * @param name - The callback's name.
 * @param data - What it kept.
 * @throws {@link InvalidOptionError} when it is something else.
 */
export function readBestEpoch(name: string, data: unknown): BestEpoch {
  const { epoch, monitored } = isRecord(data) ? data : {};
  if (Number.isSafeInteger(epoch) && (monitored === null || Number.isFinite(monitored))) {
    return { epoch: epoch as number, monitored: monitored as number | null };
  }
  throw new InvalidOptionError('fit', 'resume', `a whole checkpoint, with the best epoch of ${name}`, data);
}
