import type { Table } from '@equipoise/core';

import type { CsvOptions } from './csv/csv-options.ts';
import { fileName } from './parse/file-name.ts';
import type { StreamedDataset } from './stream/build-stream.ts';
import { fromStored, type StreamReader } from './stream/from-stored.ts';
import { storeCsv } from './stream/store-csv.ts';
import type { FromStreamOptions } from './stream/stream-options.ts';
import type { InputColumns, KnownNames, TargetColumns, TasksOf } from './table/table-types.ts';

/** Options of {@link fromCsv}. */
export interface FromCsvOptions<
  Targets extends TargetColumns = TargetColumns,
  Inputs extends InputColumns = InputColumns,
> extends FromStreamOptions<Targets, Inputs> {
  /** How the file is written: the options of `readCsv`. */
  readonly reading?: CsvOptions;
}

const owner = 'fromCsv';

/**
 * Makes a data set of a CSV file that may be larger than memory, plain or compressed with gzip. Types, missing cells, categories, splits and the order of batches are those of
 * `fromTable({ table: await readCsv(path), … })`, to the bit; training examples are in a temporary file.
 *
 * @example
 * const dataset = await fromCsv('sales.csv', { inputs: { area: 'numeric' }, targets: { price: 'regression' } });
 *
 * @param path - The file.
 * @param options - Its inputs and targets.
 * @throws what `readCsv` and `fromTable` throw; {@link @equipoise/core!DataError} when the temporary file cannot be written.
 */
export async function fromCsv<const Targets extends TargetColumns, const Inputs extends InputColumns>(
  path: string,
  options: FromCsvOptions<Targets, Inputs> & KnownNames<Table, Targets, Inputs>,
): Promise<StreamedDataset<TasksOf<Targets>, keyof Inputs & string>> {
  const { reading = {}, ...own } = options;
  const name = fileName(owner, path);
  const read: StreamReader['read'] = (target) => storeCsv(owner, path, reading, target);
  return (await fromStored({ reader: owner, name, read }, own)) as never;
}
