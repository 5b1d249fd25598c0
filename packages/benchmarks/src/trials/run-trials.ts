import type { TrialConfig } from './trial-config.ts';
import type { TrialResult } from './trial-result.ts';
import type { Store } from './store.ts';

/** Makes one trial, wherever that is; `onStep` hears how far it is. */
export type Executor = (config: TrialConfig, onStep: (progress: TrialProgress) => void) => Promise<TrialResult>;

/** How far one trial is. */
export interface TrialProgress {
  /** Steps made. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
}

/** What happens while trials are made. */
export type TrialEvent =
  | { readonly kind: 'kept'; readonly config: TrialConfig }
  | { readonly kind: 'step'; readonly config: TrialConfig; readonly progress: TrialProgress }
  | { readonly kind: 'done'; readonly config: TrialConfig; readonly result: TrialResult }
  | { readonly kind: 'failed'; readonly config: TrialConfig; readonly error: unknown };

/** What {@link runTrials} needs. */
export interface RunTrialsOptions {
  /** The trials, in the order in which to make them. */
  readonly configs: readonly TrialConfig[];
  /** Where results are and go. */
  readonly store: Store;
  /** What makes a trial; it decides how many are made at once. */
  readonly execute: Executor;
  /** Observes the trials. */
  readonly onEvent?: (event: TrialEvent) => void;
}

/** A trial that could not be made. */
export interface FailedTrial {
  /** The trial. */
  readonly config: TrialConfig;
  /** Why it could not. */
  readonly error: unknown;
}

/** What {@link runTrials} gives. */
export interface RunTrialsOutcome {
  /** The results, in the order of the configurations. */
  readonly results: readonly TrialResult[];
  /** The trials that failed. */
  readonly failed: readonly FailedTrial[];
}

/**
 * Makes the trials that have not been made yet and keeps each result at once. A trial that fails does not stop the others; a result that
 * cannot be kept does: those after it could not be either.
 *
 * @param options - The trials, and where their results go.
 * @throws {@link @equipoise/core!StorageError} when a result cannot be written. Runs may still be under way then: end what makes them.
 */
export async function runTrials(options: RunTrialsOptions): Promise<RunTrialsOutcome> {
  const { configs, store, execute, onEvent = () => undefined } = options;
  const failed: FailedTrial[] = [];
  let ended = false;
  const tell = (event: TrialEvent): void => {
    if (!ended) onEvent(event);
  };
  const make = async (config: TrialConfig): Promise<TrialResult | undefined> => {
    let result: TrialResult;
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
