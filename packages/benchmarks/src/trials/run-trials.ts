import type { Store } from './store.ts';
import { type TrialConfig, trialId } from './trial-config.ts';
import type { TrialResult } from './trial-result.ts';

/** Makes one trial, wherever that is; `onStep` hears how far it is. */
export type Executor = (config: TrialConfig, onStep: (progress: TrialProgress) => void) => Promise<TrialResult>;

/** How far one trial is. */
export interface TrialProgress {
  /** Steps made. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
}

/** What happens while trials are made; `of` says what for: an arm, a baseline, a floor. */
export type TrialEvent = { readonly of?: string | undefined } & (
  | { readonly kind: 'kept'; readonly config: TrialConfig; readonly result: TrialResult }
  | { readonly kind: 'step'; readonly config: TrialConfig; readonly progress: TrialProgress }
  | { readonly kind: 'done'; readonly config: TrialConfig; readonly result: TrialResult }
  | { readonly kind: 'failed'; readonly config: TrialConfig; readonly error: unknown }
);

/** What {@link trialMaker} needs. */
export interface TrialMakerOptions {
  /** Where results are and go. */
  readonly store: Store;
  /** What makes a trial; it decides how many are made at once. */
  readonly execute: Executor;
  /** Observes the trials. */
  readonly onEvent?: (event: TrialEvent) => void;
}

/** Makes trials, each once. */
export interface TrialMaker {
  /**
   * The result of a trial: the one that is kept, or a new one, which is kept at once.
   *
   * @param config - The trial.
   * @param of - What it is for, as its events say it.
   * @throws {@link @equipoise/core!StorageError} when the result cannot be written, and what making it throws.
   */
  make(config: TrialConfig, of?: string): Promise<TrialResult>;
  /** Stops observing: trials that are still made are not told of. */
  end(): void;
}

/**
 * Prepares to make trials. One that is asked for twice is made once.
 *
 * @param options - Where results go, what makes them, and who watches.
 */
export function trialMaker({ store, execute, onEvent = () => undefined }: TrialMakerOptions): TrialMaker {
  const making = new Map<string, Promise<TrialResult>>();
  let ended = false;
  const tell = (event: TrialEvent): void => {
    if (!ended) onEvent(event);
  };
  const makeNew = async (config: TrialConfig, of: string | undefined): Promise<TrialResult> => {
    let result: TrialResult;
    try {
      result = await execute(config, (progress) => tell({ kind: 'step', of, config, progress }));
    } catch (error) {
      tell({ kind: 'failed', of, config, error });
      throw error;
    }
    store.write(result);
    tell({ kind: 'done', of, config, result });
    return result;
  };
  return {
    async make(config, of) {
      const id = trialId(config);
      const kept = making.has(id) ? undefined : store.read(config);
      if (kept) {
        tell({ kind: 'kept', of, config, result: kept });
        return kept;
      }
      const result = making.get(id) ?? makeNew(config, of).finally(() => making.delete(id));
      making.set(id, result);
      return await result;
    },
    end() {
      ended = true;
    },
  };
}
