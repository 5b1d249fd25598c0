import { EquipoiseError, StorageError } from '@equipoise/core';

import { TrialsFailedError } from '../trials/trials-failed-error.ts';
import { StoppedError } from './stopped-error.ts';

/** How a command ends that did not do what it was asked. */
export interface Ending {
  /** What to say on standard error. */
  readonly text: string;
  /** The exit code: 1 something failed, 2 the input was wrong, 130 stopped by Ctrl-C, 143 stopped by SIGTERM. */
  readonly code: number;
}

/** Errors of a run that say that the input was wrong; an error from another process keeps its name, not its class. */
const inputErrors = ['InvalidOptionError', 'UnknownOptionError', 'DataError', 'ShapeError'];

/**
 * What an error means for the person at the terminal.
 *
 * @param error - What was thrown.
 */
export function endingOf(error: unknown): Ending {
  if (error instanceof StoppedError) return { text: error.message, code: error.exitCode };
  if (error instanceof TrialsFailedError) {
    const names = error.failed.map((run) => (run.error instanceof Error ? run.error.name : nameOf(run.error)));
    return { text: error.message, code: names.every((name) => inputErrors.includes(name)) ? 2 : 1 };
  }
  if (error instanceof StorageError || (error instanceof EquipoiseError && error.name === 'DownloadError'))
    return { text: error.message, code: 1 };
  if (error instanceof EquipoiseError) return { text: error.message, code: 2 };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 1 };
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}
