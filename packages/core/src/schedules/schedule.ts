import type { Configurable } from '../options/config.ts';

/** The progress of training, for a schedule. */
export interface ScheduleProgress {
  /** Steps made before this one. */
  readonly step: number;
  /** Steps of the whole run, if it is not stopped early. */
  readonly steps: number;
  /** Completed epochs. */
  readonly epoch: number;
  /** Steps in an epoch. */
  readonly stepsPerEpoch: number;
  /** The monitored value after every epoch so far (lower is better), for schedules that wait for a plateau. */
  readonly monitored: readonly number[];
}

/** How the learning rate changes over training: a pure function of the progress. The rate is an input of the compiled step. */
export interface Schedule extends Configurable {
  /**
   * What the learning rate is multiplied by in a step.
   *
   * @param progress - The progress of training.
   */
  factor(progress: ScheduleProgress): number;
}
