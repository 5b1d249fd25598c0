import type { PrunerRun } from '../search/pruners/pruner.ts';
import { prunerFromConfig } from '../search/pruners/registry.ts';
import { reportAll } from '../trials/pruning.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import type { Tuning } from './tuning.ts';

/** Gives the result of a trial: one that is kept, or one that is made now. */
export type MakeTrial = (config: TrialConfig) => Promise<TrialResult>;

/** The trials that choose for one slot, one after another, and the budget that they have in common. */
export class SlotTrials {
  readonly #made: TrialResult[] = [];
  readonly #make: MakeTrial;
  readonly #tuning: Pick<Tuning, 'seconds' | 'pruner'>;
  readonly #pruner: PrunerRun | undefined;

  /**
   * @param tuning - How the slot is tuned.
   * @param make - Gives the result of a trial.
   */
  constructor(tuning: Pick<Tuning, 'seconds' | 'pruner'>, make: MakeTrial) {
    this.#tuning = tuning;
    this.#make = make;
    this.#pruner = tuning.pruner && prunerFromConfig(tuning.pruner).start('min');
  }

  /** How many there are. */
  get count(): number {
    return this.#made.length;
  }

  /** How many of them the pruner stopped. */
  get pruned(): number {
    return this.#made.filter(({ prunedAt }) => prunedAt !== undefined).length;
  }

  /** How long their steps took, in seconds. */
  get seconds(): number {
    return this.#made.reduce((sum, { msPerStep, steps }) => sum + (msPerStep * steps) / 1000, 0);
  }

  /** Whether the budget in seconds is spent. */
  get isSpent(): boolean {
    return this.seconds >= (this.#tuning.seconds ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Makes a trial of the search, which the pruner may stop. What the pruner knows by then is part of the trial's configuration: the result
   * is a function of that alone, and the same whenever and wherever it is made.
   *
   * @param config - The trial, as it would be tested.
   */
  async try(config: TrialConfig): Promise<TrialResult> {
    const { pruner } = this.#tuning;
    const state: unknown = this.#pruner && structuredClone(this.#pruner.state());
    const result = await this.#run({ ...config, ...(pruner && { pruning: { pruner, state } }) });
    const monitored = result.epochs.map((epoch) => epoch.monitored);
    if (this.#pruner) reportAll(this.#pruner, String(this.count - 1), monitored);
    return result;
  }

  /**
   * Makes a trial that runs to its end.
   *
   * @param config - The trial, as it would be tested.
   */
  async tryWhole(config: TrialConfig): Promise<TrialResult> {
    return this.#run(wholeTrial(config));
  }

  async #run(config: TrialConfig): Promise<TrialResult> {
    const result = await this.#make({ ...config, final: false, diagnoseEvery: 0, looks: undefined });
    this.#made.push(result);
    return result;
  }
}

/**
 * A trial without what may stop it early.
 *
 * @param config - The trial.
 */
export function wholeTrial(config: TrialConfig): TrialConfig {
  return { ...config, pruning: undefined };
}
