import type { z } from 'zod';

import type { Study } from '../study/study.ts';
import type { StudyReport } from '../study/study-report.ts';
import type { Figure } from './figure.ts';
import type { paperSchema, ReproductionResult } from './reproduction-schema.ts';

/** A published result that can be had again: one file, its test, and a line in the registry. */
export interface Reproduction {
  /** What the command calls it. */
  readonly name: string;
  /** Its title. */
  readonly title: string;
  /** What is published, and where. */
  readonly paper: z.infer<typeof paperSchema>;
  /** Minutes that it takes on two idle cores, about. */
  readonly minutes: number;
  /** Seeds when nobody says how many; 0 where nothing is drawn. */
  readonly seeds: number;
  /**
   * Computes or trains.
   *
   * @param context - How many seeds, and what trains studies.
   */
  readonly run: (context: ReproductionContext) => Promise<Findings>;
}

/** What a reproduction is given. */
export interface ReproductionContext {
  /** How many seeds. */
  readonly seeds: number;
  /**
   * Makes studies, each of whose trials is kept at once, and answers in their order.
   *
   * @param studies - The studies.
   */
  readonly compare: (studies: readonly Study[]) => Promise<readonly StudyReport[]>;
}

/** What a reproduction found. */
export type Findings = Pick<ReproductionResult, 'settings' | 'departures'> & {
  /** Every figure that was compared. */
  readonly figures: readonly Figure[];
};
