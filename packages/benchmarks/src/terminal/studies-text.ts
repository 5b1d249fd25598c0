import type { StudyReport } from '../study/study-report.ts';
import { comparisonText } from './comparison-text.ts';
import { overallText } from './overall-text.ts';
import type { Screen } from './screen.ts';

/**
 * Comparisons as they are printed: each data set, and at the end all of several together.
 *
 * @param compared - The studies with their answers.
 * @param screen - Where they are printed.
 */
export function comparedText(compared: readonly StudyReport[], screen: Screen): string {
  const all =
    compared.length > 1
      ? [
          overallText(
            compared.map(({ results }) => results),
            screen,
          ),
        ]
      : [];
  return [...compared.map((study) => comparisonText(study, screen)), ...all].join('\n\n');
}
