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

/** What happens while trials are made. */
export type TrialEvent =
  | { readonly kind: 'kept'; readonly config: TrialConfig }
  | { readonly kind: 'step'; readonly config: TrialConfig; readonly progress: TrialProgress }
  | { readonly kind: 'done'; readonly config: TrialConfig; readonly result: TrialResult }
  | { readonly kind: 'failed'; readonly config: TrialConfig; readonly error: unknown };

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
   * @throws {@link @equipoise/core!StorageError} when the result cannot be written, and what making it throws.
   */
  make(config: TrialConfig): Promise<TrialResult>;
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
  const makeNew = async (config: TrialConfig): Promise<TrialResult> => {
    let result: TrialResult;
    try {
      result = await execute(config, (progress) => tell({ kind: 'step', config, progress }));
    } catch (error) {
      tell({ kind: 'failed', config, error });
      throw error;
    }
    store.write(result);
    tell({ kind: 'done', config, result });
    return result;
  };
  return {
    async make(config) {
      const id = trialId(config);
      const kept = making.has(id) ? undefined : store.read(config);
      if (kept) {
        tell({ kind: 'kept', config });
        return kept;
      }
      const result = making.get(id) ?? makeNew(config).finally(() => making.delete(id));
      making.set(id, result);
      return await result;
    },
    end() {
      ended = true;
    },
  };
}
