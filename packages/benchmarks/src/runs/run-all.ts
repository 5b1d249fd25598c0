import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import type { Store } from './store.ts';

/** Makes one run, wherever that is; `onStep` hears how far it is. */
export type Executor = (config: RunConfig, onStep: (progress: RunProgress) => void) => Promise<RunResult>;

/** How far one run is. */
export interface RunProgress {
  /** Steps made. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
}

/** What happens while runs are made. */
export type RunEvent =
  | { readonly kind: 'kept'; readonly config: RunConfig }
  | { readonly kind: 'step'; readonly config: RunConfig; readonly progress: RunProgress }
  | { readonly kind: 'done'; readonly config: RunConfig; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly config: RunConfig; readonly error: unknown };

/** What {@link runAll} needs. */
export interface RunAllOptions {
  /** The runs, in the order in which to make them. */
  readonly configs: readonly RunConfig[];
  /** Where results are and go. */
  readonly store: Store;
  /** What makes a run; it decides how many are made at once. */
  readonly execute: Executor;
  /** Observes the runs. */
  readonly onEvent?: (event: RunEvent) => void;
}

/** A run that could not be made. */
export interface FailedRun {
  /** The run. */
  readonly config: RunConfig;
  /** Why it could not. */
  readonly error: unknown;
}

/** What {@link runAll} gives. */
export interface RunAllOutcome {
  /** The results, in the order of the configurations. */
  readonly results: readonly RunResult[];
  /** The runs that failed. */
  readonly failed: readonly FailedRun[];
}

/**
 * Makes the runs that have not been made yet and keeps each result at once. A run that fails does not stop the others; a result that
 * cannot be kept does: those after it could not be either.
 *
 * @param options - The runs, and where their results go.
 * @throws {@link @equipoise/core!StorageError} when a result cannot be written. Runs may still be under way then: end what makes them.
 */
export async function runAll(options: RunAllOptions): Promise<RunAllOutcome> {
  const { configs, store, execute, onEvent = () => undefined } = options;
  const failed: FailedRun[] = [];
  let ended = false;
  const tell = (event: RunEvent): void => {
    if (!ended) onEvent(event);
  };
  const make = async (config: RunConfig): Promise<RunResult | undefined> => {
    let result: RunResult;
    try {
      result = await execute(config, (progress) => tell({ kind: 'step', config, progress }));
    } catch (error) {
      failed.push({ config, error });
      tell({ kind: 'failed', config, error });
      return undefined;
    }
    store.write(result);
    tell({ kind: 'done', config, result });
    return result;
  };
  const kept = configs.map((config) => store.read(config));
  kept.forEach((result) => {
    if (result) tell({ kind: 'kept', config: result.config });
  });
  try {
    const results = await Promise.all(configs.map(async (config, index) => kept[index] ?? make(config)));
    return { results: results.filter((result) => result !== undefined), failed };
  } finally {
    ended = true;
  }
}
