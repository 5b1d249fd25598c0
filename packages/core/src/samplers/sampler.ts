import type { Configurable } from '../options/config.ts';

/** The progress of training, for a sampler. */
export interface SamplerProgress {
  /** Training examples of each source, in the order of the data set. */
  readonly sizes: readonly number[];
  /** Steps made before this one. */
  readonly step: number;
  /** Steps of the whole run, if it is not stopped early. */
  readonly steps: number;
  /** Completed epochs. */
  readonly epoch: number;
  /** Epochs of the whole run, if it is not stopped early. */
  readonly epochs: number;
}

/** What a step was made of and saw, for a sampler with a state. */
export interface SampledStep {
  /** Examples of each source in the step; 0 for a source that it had none of. */
  readonly examples: readonly number[];
  /** The losses of the tasks of each source that the step had labels for, in the order of the tasks. */
  readonly losses: readonly (readonly number[])[];
}

/**
 * The interface for samplers: how the training steps are shared among the sources of a data set that {@link multiSource} made. A pure function
 * of the progress of training, and of a state where it has one: plain data that survives JSON, which checkpoints keep.
 */
export interface Sampler<State = unknown> extends Configurable {
  /**
   * The state before the first step. Left out when there is none.
   *
   * @param sizes - Training examples of each source.
   */
  init?(sizes: readonly number[]): State;
  /**
   * The share of each source in the next step: numbers of at least 0, not all 0, in any unit. With one source in a batch they are its
   * probabilities; with several, their parts of the batch.
   *
   * @param progress - The progress of training.
   * @param state - The state.
   */
  shares(progress: SamplerProgress, state: State): readonly number[];
  /**
   * The state after a step. Left out when it does not change.
   *
   * @param step - What the step was made of and saw.
   * @param state - The state before it.
   */
  afterStep?(step: SampledStep, state: State): State;
}
