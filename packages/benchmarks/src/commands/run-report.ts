import { join } from 'node:path';

import { writeAtomic } from '@equipoise/core';

import { resultsParquet } from '../report/parquet.ts';
import { readKept } from '../study/read-kept.ts';
import { present } from './present.ts';
import { makeFolder, requireWritable } from './results-folder.ts';

/** What `equipoise report` is given. */
export interface ReportArguments {
  /** The folder of the results. */
  readonly dir: string;
  /** Another folder for the report. */
  readonly out?: string;
  /** Another format that the results are written in. */
  readonly export?: 'parquet';
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise report` is asked: reads results, writes and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when there are no results, or the report cannot be written.
 */
export async function runReport({ dir, out, export: format, json = false }: ReportArguments): Promise<void> {
  if (out !== undefined) requireWritable(out);
  const { folder, compared, made } = await readKept(dir, (sentence) => process.stderr.write(`${sentence}\n`));
  if (out !== undefined) makeFolder(out);
  if (format === 'parquet') {
    for (const { results } of compared) {
      writeAtomic(join(out ?? folder, results.study.dataset, 'results.parquet'), await resultsParquet(results));
    }
  }
  await present(compared, { out: out ?? folder, made, json, alone: compared.length === 1 });
}
