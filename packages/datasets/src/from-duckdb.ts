import type { Table } from '@equipoise/core';

import type { DuckDbConnection } from './readers/read-duckdb.ts';
import type { StreamedDataset } from './stream/build-stream.ts';
import { fromStored } from './stream/from-stored.ts';
import { type Chunk, chunkOfCells, storeChunks } from './stream/store-chunks.ts';
import type { FromStreamOptions } from './stream/stream-options.ts';
import { checkNamedOnce } from './table/check-names.ts';
import type { InputColumns, KnownNames, TargetColumns, TasksOf } from './table/table-types.ts';

const owner = 'fromDuckDb';

/**
 * Makes a data set of what a query to DuckDB answers: SQL over databases and over CSV, Parquet and JSON files. Neither they nor the answer need to fit into memory: it comes chunk by chunk, and
 * training examples are in a temporary file. Works with `@duckdb/node-api`. An order of rows that is always the same needs `ORDER BY`, or files with DuckDB's `preserve_insertion_order`, which is on by default.
 *
 * @example
 * const sql = "SELECT age, spend, churn FROM 'customers/*.parquet' WHERE country = 'DE'";
 * const dataset = await fromDuckDb(connection, sql, { inputs: { age: 'numeric', spend: 'numeric' }, targets: { churn: 'binary' } });
 *
 * @param connection - The connection.
 * @param sql - The query.
 * @param options - The inputs and targets among its columns.
 * @throws what `fromTable` throws; {@link @equipoise/core!DataError} when two columns have one name, or the temporary file cannot be written. What DuckDB throws passes through.
 */
export async function fromDuckDb<const Targets extends TargetColumns, const Inputs extends InputColumns>(
  connection: DuckDbConnection,
  sql: string,
  options: FromStreamOptions<Targets, Inputs> & KnownNames<Table, Targets, Inputs>,
): Promise<StreamedDataset<TasksOf<Targets>, keyof Inputs & string>> {
  const made = await fromStored(
    {
      reader: owner,
      name: 'query',
      read: (target) => storeChunks(owner, answered(connection, sql), target),
    },
    options,
  );
  return made as never;
}

async function* answered(connection: DuckDbConnection, sql: string): AsyncGenerator<Chunk> {
  const answer = await connection.stream(sql);
  const names = answer.columnNames();
  checkNamedOnce(owner, names, ': name them by AS');
  for await (const rows of answer.yieldRowsJs()) {
    yield chunkOfCells(rows.length, names, (name) => rows.map((row) => row[names.indexOf(name)]));
  }
}
