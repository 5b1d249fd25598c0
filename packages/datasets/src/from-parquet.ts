import type { Table } from '@equipoise/core';

import { fileName } from './parse/file-name.ts';
import { typedColumn } from './readers/packed-table.ts';
import { openParquet } from './readers/parquet-groups.ts';
import { checkPatience, defaultPatience } from './readers/read-parquet.ts';
import type { StreamedDataset } from './stream/build-stream.ts';
import { fromStored, type ReadStream, type StoreTarget, type StreamReader } from './stream/from-stored.ts';
import { type Chunk, storeChunks } from './stream/store-chunks.ts';
import type { FromStreamOptions } from './stream/stream-options.ts';
import type { InputColumns, KnownNames, TargetColumns, TasksOf } from './table/table-types.ts';

/** Options of {@link fromParquet}. */
export interface FromParquetOptions<
  Targets extends TargetColumns = TargetColumns,
  Inputs extends InputColumns = InputColumns,
> extends FromStreamOptions<Targets, Inputs> {
  /**
   * How many seconds to wait for cells: in a damaged file, decoding need not end.
   *
   * @defaultValue 60
   */
  readonly patience?: number;
}

const owner = 'fromParquet';

/**
 * Makes a data set of a Parquet file that may be larger than memory: one row group after the other, and of it the columns that are named. Types, missing cells, categories and splits are those of
 * `fromTable({ table: await readParquet(path), … })`, to the bit; training examples are in a temporary file.
 *
 * @example
 * const dataset = await fromParquet('sales.parquet', { inputs: { area: 'numeric' }, targets: { price: 'regression' } });
 *
 * @param path - The file.
 * @param options - Its inputs and targets.
 * @throws what `readParquet` and `fromTable` throw; {@link @equipoise/core!DataError} when the temporary file cannot be written.
 */
export async function fromParquet<const Targets extends TargetColumns, const Inputs extends InputColumns>(
  path: string,
  options: FromParquetOptions<Targets, Inputs> & KnownNames<Table, Targets, Inputs>,
): Promise<StreamedDataset<TasksOf<Targets>, keyof Inputs & string>> {
  const { patience = defaultPatience, ...own } = options;
  checkPatience(owner, patience);
  const read: StreamReader['read'] = (target) => storeParquet(path, patience, target);
  return (await fromStored({ reader: owner, name: fileName(owner, path), read }, own)) as never;
}

async function storeParquet(path: string, patience: number, target: StoreTarget): Promise<ReadStream> {
  const { names } = await openParquet({ owner, path, columns: undefined, patience });
  const columns = names.filter((name) => target.wanted.has(name));
  const file = await openParquet({ owner, path, columns, patience });
  async function* chunks(): AsyncGenerator<Chunk> {
    let group = 0;
    for await (const own of file.groups()) {
      const column: Chunk['column'] = (place) => typedColumn(own.get(place.column) ?? [], place);
      yield { rows: file.groupRows[group] ?? 0, names: columns, column };
      group += 1;
    }
  }
  return { ...(await storeChunks(`${owner}: ${path}`, chunks(), target)), names };
}
