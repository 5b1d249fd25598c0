import type { StudyReport } from '../../study/study-report.ts';
import { frontSection } from './front-section.ts';

/**
 * What a study measured beside the comparison, as parts of the section of its data set.
 *
 * @param compared - The study with its answer.
 */
export async function measuredSections({ comparison }: StudyReport): Promise<string> {
  const { front } = comparison.measured ?? {};
  const sections = [...(front ? [await frontSection(comparison, front)] : [])];
  return sections.join('\n');
}
