import type { Comparison } from './comparison.ts';
import type { StudyResults } from './study-results.ts';

/** A study with its answer. */
export interface StudyReport {
  /** Every trial. */
  readonly results: StudyResults;
  /** What they come to. */
  readonly comparison: Comparison;
}
