import type { Value } from './varying.ts';

/** How a trial stands. */
export type TrialState = 'done' | 'pruned' | 'running' | 'waiting' | 'failed';

/** A trial as the page shows it. */
export interface TrialRow {
  /** Its id. */
  readonly id: string;
  /** How it stands. */
  readonly state: TrialState;
  /** What it is for. */
  readonly arm: string;
  /** What sort of thing that is: an arm, a model of one task, a floor. */
  readonly kind: string;
  /** Its seed. */
  readonly seed: number;
  /** Whether it is one that is tested, not one of a search. */
  readonly final: boolean;
  /** Epochs that it may have. */
  readonly budget: number;
  /** Epochs that it had. */
  readonly epochs: number;
  /** The share of its steps that a running trial has made. */
  readonly progress?: number;
  /** What trials are compared by, at its best epoch; lower is better. */
  readonly monitored: number | null;
  /** The options in which the trials of the study differ. */
  readonly options: Readonly<Record<string, Value>>;
  /** The main metric of each task on the validation split. */
  readonly validation: Readonly<Record<string, number | null>>;
  /** That on the test split, of a final trial. */
  readonly test: Readonly<Record<string, number | null>>;
  /** What was monitored, epoch by epoch. */
  readonly curve: readonly (number | null)[];
  /** When its result was written, in milliseconds since 1970. */
  readonly at?: number;
  /** Why it failed. */
  readonly error?: string;
}
