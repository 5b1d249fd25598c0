/** A run, as trackers name it. */
export interface TrackedRun {
  /** Its id: the same whenever the same data, configuration and seed are trained. */
  readonly id: string;
  /** What a person calls it: `gradnorm, seed 0`. */
  readonly name: string;
  /** What it belongs to: its data set. */
  readonly group: string;
  /** What it is trained with, by path: `optimizer.learningRate`. */
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

/** Numbers of a run, at one of its steps. */
export interface TrackedPoint {
  /** Completed steps, from 1. */
  readonly step: number;
  /** The numbers, by name: `train/loss/price`. Only finite ones. */
  readonly values: Readonly<Record<string, number>>;
}

/** What a tracker hears of a run. Steps come in ascending order; values of the test split may come after the end. */
export type TrackEvent = { readonly run: TrackedRun } & (
  | {
      readonly kind: 'begin';
      /** Completed steps: above 0 where the run is resumed. What the tracker has of the run after it is told again. */
      readonly step: number;
    }
  | { readonly kind: 'values'; readonly points: readonly TrackedPoint[] }
  | { readonly kind: 'end'; readonly status: 'finished' | 'failed' }
);

/** Keeps what is seen of runs, in files or on a server. */
export interface Tracker {
  /** Its name: `tensorboard`. */
  readonly name: string;
  /**
   * Keeps an event. The run waits for what it returns.
   *
   * @param event - The event.
   */
  onEvent(event: TrackEvent): void | Promise<void>;
  /**
   * Whether it has a run to its end, so that a study need not tell it again. It is told again where this is left out.
   *
   * @param run - The run.
   */
  has?(run: TrackedRun): boolean | Promise<boolean>;
}
