import type { StudyResults } from '../study/study-results.ts';
import { csvText } from './csv-text.ts';
import { resultColumnNames, resultRows } from './result-rows.ts';

/**
 * The results of a study as a table for other programs (RFC 4180): a row for each trial, task and metric. The strategy of a
 * single-task trial is `single-task`. A text that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` at its beginning) has an
 * apostrophe before it.
 *
 * @param results - The results of a study.
 */
export function resultsCsv(results: StudyResults): string {
  return csvText(
    resultColumnNames,
    resultRows(results).map((row) => resultColumnNames.map((column) => row[column])),
  );
}
