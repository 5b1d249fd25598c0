import { compareResults } from './comparison.ts';
import { type Comparison } from './comparison-schema.ts';
import type { StudyResults } from './study-results.ts';

/** A study with its answer. */
export interface StudyReport {
  /** Every final trial. */
  readonly results: StudyResults;
  /** What they come to. */
  readonly comparison: Comparison;
}

/**
 * Answers a study.
 *
 * @param results - Its results.
 */
export function reportOf(results: StudyResults): StudyReport {
  return { results, comparison: compareResults(results) };
}
