import type { StudyReport } from '../../study/study-report.ts';
import { conflictSection } from './conflict-section.ts';
import { dataEfficiencySection } from './data-efficiency-section.ts';
import { frontSection } from './front-section.ts';
import { affinitySection, transferSection } from './transfer-section.ts';

/**
 * What a study measured beside the comparison, as parts of the section of its data set.
 *
 * @param compared - The study with its answer.
 */
export async function measuredSections({ results, comparison }: StudyReport): Promise<string> {
  const { front, transfer, affinity, conflict, dataEfficiency } = comparison.measured ?? {};
  const sections = [
    ...(front ? [await frontSection(comparison, front)] : []),
    ...(transfer ? [await transferSection(comparison, transfer)] : []),
    ...(affinity ? [await affinitySection(comparison, affinity)] : []),
    ...(conflict ? [await conflictSection(results, conflict)] : []),
    ...(dataEfficiency ? [await dataEfficiencySection(dataEfficiency)] : []),
  ];
  return sections.join('\n');
}
