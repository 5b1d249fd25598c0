import type { Config } from '@equipoise/core';

/** What is searched, for each arm and each single-task baseline with the same number of trials: options by name, as `searchOf` reads them. */
export interface SearchSpecs {
  /** Of the training itself: the learning rate and the size of a batch. */
  readonly training?: Readonly<Record<string, unknown>> | undefined;
  /** Of the optimizer. */
  readonly optimizer?: Readonly<Record<string, unknown>> | undefined;
  /** Of the encoder. */
  readonly encoder?: Readonly<Record<string, unknown>> | undefined;
  /** Encoders to choose from; options of an encoder are not searched then. */
  readonly encoders?: readonly Config[] | undefined;
  /** Optimizers to choose from; options of an optimizer are not searched then. */
  readonly optimizers?: readonly Config[] | undefined;
  /** Of the architecture; single-task baselines share nothing and have none. */
  readonly architecture?: Readonly<Record<string, unknown>> | undefined;
}

/** How arms and baselines are tuned: for each seed by itself, on the validation split of that seed, so that no test row is ever chosen by. */
export interface Tuning extends SearchSpecs {
  /** How points are suggested. */
  readonly search: Config;
  /** Trials of each arm and baseline for each seed, the first of which has the usual options. */
  readonly trials: number;
  /**
   * Seconds that the training steps of an arm's or a baseline's trials may take for each seed: none is begun after that. The time is that of
   * the results, so that a study which goes on makes the same trials.
   *
   * @defaultValue as long as the trials take
   */
  readonly seconds?: number | undefined;
  /**
   * What stops trials of the search early, by the trials before them of the same arm and seed. Final trials run to their end.
   *
   * @defaultValue every trial runs to its end
   */
  readonly pruner?: Config | undefined;
  /**
   * How many epochs a training may be given at most. Where the best epoch of the best trial is its last one, the epochs are doubled up to here.
   *
   * @defaultValue the epochs are not extended
   */
  readonly maxEpochs?: number | undefined;
}
