import type { StudyResults } from '../study-results.ts';
import { frontResult } from './front.ts';
import type { Measured } from './measured-schema.ts';

/**
 * What the measures of a study come to, as `comparison.json` has it.
 *
 * @param results - The results of the study.
 */
export function measuredOf(results: StudyResults): Measured {
  const { front } = results.study.measures ?? {};
  return { ...(front && { front: frontResult(results, front) }) };
}
