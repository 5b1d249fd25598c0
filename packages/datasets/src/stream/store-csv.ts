import { ColumnBuilder } from '../csv/column-builder.ts';
import { openCsv, readRows } from '../csv/csv-file.ts';
import type { CsvOptions } from '../csv/csv-options.ts';
import { columnName, csvColumns } from '../csv/csv-table.ts';
import { numberFormat } from '../csv/number-format.ts';
import type { DiskList } from './disk-list.ts';
import type { ReadStream, StoreTarget } from './from-stored.ts';
import { SkippedColumn } from './skipped-column.ts';
import type { StoredColumn } from './stored-table.ts';

type Builder = ColumnBuilder<DiskList<Float64Array>, DiskList<Uint32Array>>;

/**
 * Reads the columns of a CSV file into a store.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @param reading - How it is written.
 * @param target - Where the columns go.
 * @throws what `readCsv` throws.
 */
export async function storeCsv(
  owner: string,
  path: string,
  reading: CsvOptions,
  { store, wanted }: StoreTarget,
): Promise<ReadStream> {
  const file = await openCsv(owner, path, reading);
  const { strip, decimal, thousands } = file.options;
  const format = numberFormat(decimal, thousands);
  const rows = await readRows(file, (column, text): Builder | SkippedColumn =>
    wanted.has(columnName(file.layout, column))
      ? new ColumnBuilder({ format, strip, text, numbers: store.numbers(), codes: store.codes() })
      : new SkippedColumn(),
  );
  const { columns, warnings } = csvColumns(file, rows);
  const stored = [...columns].flatMap(([name, sink]): [string, StoredColumn][] =>
    sink instanceof ColumnBuilder ? [[name, sink.built]] : [],
  );
  const { lines } = rows.reader;
  return {
    names: [...columns.keys()],
    stored: new Map(stored),
    rows: rows.reader.rows,
    describeRow: (row) => `line ${lines.of(row)}`,
    warnings,
  };
}
