import type { Random } from '@equipoise/core';

/** What a part of the measurement is given. */
export interface PartContext {
  /** A folder of its own. */
  readonly folder: string;
  /** Where its random numbers come from. */
  readonly random: Random;
  /** How often it is to be done. */
  readonly count: number;
}

/** What a part found. */
export interface Found {
  /** How often it was done. */
  readonly count: number;
  /** What was not as it must be, in sentences. */
  readonly failures: readonly string[];
  /** Further numbers. */
  readonly figures?: Readonly<Record<string, number>>;
  /** Why nothing was done, where that is so. */
  readonly skipped?: string;
}

/** A part of the measurement of reliability. */
export interface Part {
  readonly name: string;
  readonly group: 'kills' | 'faults' | 'fuzz' | 'soak';
  /** What is done. */
  readonly done: string;
  /** What must come of it. */
  readonly must: string;
  /** How often it is done when all is measured. */
  readonly count: number;
  readonly run: (context: PartContext) => Promise<Found>;
}
