import { EquipoiseError } from '@equipoise/core';

import type { StudyResults } from '../study/study-results.ts';
import { resultColumnNames, resultColumns, resultRows } from './result-rows.ts';

const types = { text: 'STRING', whole: 'INT32', number: 'DOUBLE' } as const;

/**
 * The results of a study as a Parquet file, with the columns of {@link resultsCsv}: texts, whole numbers (32 bits) and numbers (64 bits), of which
 * those that are not finite are null. It needs the npm package `hyparquet-writer`.
 *
 * @param results - The results of a study.
 * @throws {@link @equipoise/core!EquipoiseError} when `hyparquet-writer` is not installed.
 */
export async function resultsParquet(results: StudyResults): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer').catch((cause: unknown) => {
    throw new EquipoiseError(
      'report: Parquet needs the npm package hyparquet-writer, which is not installed (npm install hyparquet-writer).',
      { cause },
    );
  });
  const rows = resultRows(results);
  const columnData = resultColumnNames.map((name) => ({
    name,
    data: rows.map((row) => (resultColumns[name] === 'number' && !Number.isFinite(row[name]) ? null : row[name])),
    type: types[resultColumns[name]],
    nullable: resultColumns[name] === 'number',
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
