import { EquipoiseError } from '@equipoise/core';
import { z } from 'zod';

import type { FailedRun } from './run-all.ts';
import type { RunConfig } from './run-config.ts';

/** Some runs of a comparison failed; the results of the others are kept. */
export class RunsFailedError extends EquipoiseError {
  override name = 'RunsFailedError';
  /** The runs that failed, each with its error. */
  readonly failed: readonly FailedRun[];

  /**
   * @param failed - The runs that failed.
   * @param total - How many runs there are.
   */
  constructor(failed: readonly FailedRun[], total: number) {
    const [first] = failed;
    const what = first ? `${describeRun(first.config)}: ${messageOf(first.error)}` : '';
    super(`${failed.length} of ${total} runs failed, the results of the others are kept; first ${what}`);
    this.failed = failed;
  }
}

/**
 * A readable name of a run: `penguins, gradnorm, seed 1`.
 *
 * @param config - The run.
 */
export function describeRun(config: RunConfig): string {
  const alone = config.tasks.length === 1 ? `${config.tasks.join()} alone` : config.strategy;
  return `${config.dataset}, ${alone}, seed ${config.seed}`;
}

function messageOf(error: unknown): string {
  const parsed = z.object({ message: z.string() }).safeParse(error); // From another process it is no longer an Error.
  return parsed.data?.message ?? String(error);
}
