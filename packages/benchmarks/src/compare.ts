import { join } from 'node:path';

import { checkKnownOptions, removeLeftovers, writeAtomic, writeDocument } from '@equipoise/core';

import { resultsCsv } from './report/csv.ts';
import { judgementsCsv, judgementsLatex } from './report/judgement-table.ts';
import { reportHtml } from './report/report.ts';
import { summaryDocument, summaryOf } from './report/summary.ts';
import type { TrialMakerOptions } from './trials/run-trials.ts';
import { TrialsFailedError } from './trials/trials-failed-error.ts';
import { reportOf, type StudyReport } from './study/study-report.ts';
import { judgementsOf } from './study/effects.ts';
import { comparisonDocument } from './study/comparison-schema.ts';
import { fillSlots } from './study/fill-slots.ts';
import { checkProvenance, type Provenance, studyDocument } from './study/kept-study.ts';
import { slotsOf } from './study/slots.ts';
import type { Study } from './study/study.ts';
import { studyResults } from './study/study-results.ts';

/** What {@link compare} needs. */
export interface CompareOptions extends TrialMakerOptions {
  /** The studies; their trials are made side by side. */
  readonly studies: readonly Study[];
  /**
   * How many arms and baselines are tuned and trained side by side: each makes one trial at a time.
   *
   * @defaultValue all of them
   */
  readonly sideBySide?: number;
}

/**
 * Trains the single-task baselines and every arm of some studies, and compares them. Trials that the store holds are not made again.
 *
 * @param options - The studies, and how to make their trials.
 * @throws {@link TrialsFailedError} when a trial failed; the others have been made and kept by then.
 */
export async function compare(options: CompareOptions): Promise<readonly StudyReport[]> {
  checkKnownOptions<CompareOptions>('compare', options, {
    studies: true,
    store: true,
    execute: true,
    onEvent: true,
    sideBySide: true,
  });
  const { studies, ...rest } = options;
  const slots = studies.flatMap((study) => slotsOf(study).map((slot) => ({ study, slot, tuning: study.tuning })));
  const { filled, failed } = await fillSlots({ slots, ...rest });
  if (failed.length > 0) throw new TrialsFailedError(failed, slots.length);
  return studies.map((study) => {
    const own = new Set(slots.filter((open) => open.study === study).map(({ slot }) => slot));
    return reportOf(
      studyResults(
        study,
        filled.filter(({ slot }) => own.has(slot)),
      ),
    );
  });
}

/**
 * Writes down what is compared: for each data set `study.json`, from which its report can be made again.
 *
 * @param out - The folder.
 * @param studies - The studies.
 * @param made - How they are made.
 * @throws {@link @equipoise/core!StorageError} when a file cannot be written.
 */
export function writeStudies(out: string, studies: readonly Study[], made: Provenance): void {
  checkProvenance('writeStudies', made);
  for (const study of studies) {
    const kept = { study: { ...study, version: made.version }, made };
    writeDocument(join(out, study.dataset, 'study.json'), studyDocument, kept);
  }
}

/**
 * Writes what a comparison comes to: for each data set `comparison.json` and `results.csv`, and one report for all. Several
 * data sets have a `comparison.json` together, which also says how it was made.
 *
 * @param out - The folder.
 * @param compared - The studies with their answers.
 * @param made - How the comparison was made, for the end of the report.
 * @returns The path of the report.
 * @throws {@link @equipoise/core!StorageError} when a file cannot be written; what was there before stays.
 */
export async function writeComparison(
  out: string,
  compared: readonly StudyReport[],
  made: Provenance,
): Promise<string> {
  checkProvenance('writeComparison', made);
  for (const { results, comparison } of compared) {
    const folder = join(out, comparison.dataset);
    removeLeftovers(folder);
    writeDocument(join(folder, 'comparison.json'), comparisonDocument, comparison);
    writeAtomic(join(folder, 'results.csv'), resultsCsv(results));
    writeAtomic(join(folder, 'verdicts.csv'), judgementsCsv(judgementsOf(results)));
    const caption = `Changes against single-task models on ${comparison.dataset}, in percent.`;
    writeAtomic(join(folder, 'verdicts.tex'), judgementsLatex(judgementsOf(results), { caption }));
  }
  const [only] = compared;
  const alone = compared.length === 1 && only !== undefined;
  removeLeftovers(out);
  if (!alone) writeDocument(join(out, 'comparison.json'), summaryDocument, summaryOf(compared, made));
  const report = join(alone ? join(out, only.comparison.dataset) : out, 'report.html');
  writeAtomic(report, await reportHtml(compared, made));
  return report;
}
