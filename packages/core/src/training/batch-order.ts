import type { Random } from '../random.ts';
import type { StepRecord } from './history.ts';

/** The examples of a batch: which ones of each source that it has any of. */
export type PickedExamples = readonly { readonly source: number; readonly indices: Uint32Array }[];

/** Which examples each step is made of. */
export interface BatchOrder {
  /** Steps in an epoch. */
  readonly steps: number;
  /** Whether the examples of a step depend on what the step before saw. */
  readonly waits: boolean;
  /** The first examples, as many as in a step: what the engine is chosen by. */
  first(): PickedExamples;
  /**
   * Begins an epoch.
   *
   * @param epoch - The epoch, from 0.
   * @param random - The source of the run.
   * @returns Gives the examples of the next step: those of each batch of it.
   */
  begin(epoch: number, random: Random): () => readonly PickedExamples[];
  /**
   * Tells what a step saw.
   *
   * @param record - The step.
   */
  afterStep?(record: StepRecord): void;
  /** What a resumed run needs, as plain data. */
  state?(): unknown;
}
