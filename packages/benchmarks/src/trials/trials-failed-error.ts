import { EquipoiseError } from '@equipoise/core';
import { z } from 'zod';

import type { TrialConfig } from './trial-config.ts';

/** A trial that could not be made. */
export interface FailedTrial {
  /** The trial, as it is before anything is tuned. */
  readonly config: TrialConfig;
  /** Why it could not. */
  readonly error: unknown;
}

/** Some trials of a comparison failed; the results of the others are kept. */
export class TrialsFailedError extends EquipoiseError {
  override name = 'RunsFailedError';
  /** The trials that failed, each with its error. */
  readonly failed: readonly FailedTrial[];

  /**
   * @param failed - The trials that failed.
   * @param total - How many trials there are.
   */
  constructor(failed: readonly FailedTrial[], total: number) {
    const [first] = failed;
    const what = first ? `${describeTrial(first.config)}: ${messageOf(first.error)}` : '';
    super(`${failed.length} of ${total} trials failed, the results of the others are kept; first ${what}`);
    this.failed = failed;
  }
}

/**
 * A readable name of a trial: `penguins, gradnorm, seed 1`.
 *
 * @param config - The trial.
 */
export function describeTrial(config: TrialConfig): string {
  const alone = config.tasks.length === 1 ? `${config.tasks.join()} alone` : config.strategy;
  return `${config.dataset}, ${alone}, seed ${config.seed}`;
}

function messageOf(error: unknown): string {
  const parsed = z.object({ message: z.string() }).safeParse(error); // From another process it is no longer an Error.
  return parsed.data?.message ?? String(error);
}
