import { InvalidOptionError, type Table } from '@equipoise/core';

import type { StreamedDataset } from './stream/build-stream.ts';
import { fromStored } from './stream/from-stored.ts';
import { rowChunks } from './stream/row-chunks.ts';
import { storeChunks } from './stream/store-chunks.ts';
import type { FromStreamOptions } from './stream/stream-options.ts';
import type { InputColumns, KnownNames, TargetColumns, TasksOf } from './table/table-types.ts';

const owner = 'fromRows';

/**
 * Makes a data set of rows that come one after the other, such as those of a database cursor or a generator: they need not fit into memory. Types, missing cells, categories and splits are
 * those of `fromTable({ table: rows, … })`, to the bit; training examples are in a temporary file.
 *
 * @example
 * const dataset = await fromRows(client.query(new Cursor('SELECT * FROM sales')), { inputs: { area: 'numeric' }, targets: { price: 'regression' } });
 *
 * @param rows - The rows, each an object with a cell for each column; a column that a row leaves out is a missing cell.
 * @param options - Their inputs and targets.
 * @throws what `fromTable` throws; {@link @equipoise/core!DataError} when a row is no object, or the temporary file cannot be written. What the rows throw passes through.
 */
export async function fromRows<const Targets extends TargetColumns, const Inputs extends InputColumns>(
  rows: Iterable<object> | AsyncIterable<object>,
  options: FromStreamOptions<Targets, Inputs> & KnownNames<Table, Targets, Inputs>,
): Promise<StreamedDataset<TasksOf<Targets>, keyof Inputs & string>> {
  if (Object(rows) !== rows || !(Symbol.iterator in rows || Symbol.asyncIterator in rows)) {
    throw new InvalidOptionError(owner, 'rows', 'rows that can be iterated over', rows);
  }
  const made = await fromStored(
    {
      reader: owner,
      name: 'rows',
      read: (target) => storeChunks(owner, rowChunks(owner, rows), target),
    },
    options,
  );
  return made as never;
}
