import { type Table, toTable } from '@equipoise/core';

import { checkNamedOnce } from '../table/check-names.ts';

/** What `readDuckDb` and `fromDuckDb` ask of a connection to DuckDB. */
export interface DuckDbConnection {
  /**
   * Runs a query, and reads all that it answers.
   *
   * @param sql - The query.
   */
  runAndReadAll(sql: string): Promise<DuckDbAnswer>;
  /**
   * Runs a query, and reads what it answers as it is asked for.
   *
   * @param sql - The query.
   */
  stream(sql: string): Promise<DuckDbStream>;
}

/** What a query answers, chunk by chunk. */
export interface DuckDbStream {
  /** The names of its columns. */
  columnNames(): readonly string[];
  /** Its rows, as values of JavaScript. */
  yieldRowsJs(): AsyncIterable<readonly (readonly unknown[])[]>;
}

/** What a query answers. */
export interface DuckDbAnswer {
  /** The names of its columns. */
  columnNames(): readonly string[];
  /** Its columns, as values of JavaScript. */
  getColumnsJS(): readonly (readonly unknown[])[];
}

/**
 * The table that a query to DuckDB answers: SQL over databases and over CSV, Parquet and JSON files that may be larger than memory; what it
 * answers must fit. Works with `@duckdb/node-api`.
 *
 * @example
 * const table = await readDuckDb(connection, "SELECT age, spend, churn FROM 'customers/*.parquet' WHERE country = 'DE'");
 *
 * @param connection - The connection.
 * @param sql - The query.
 * @throws {@link @equipoise/core!DataError} when two columns have one name. What DuckDB throws passes through.
 */
export async function readDuckDb(connection: DuckDbConnection, sql: string): Promise<Table> {
  const answer = await connection.runAndReadAll(sql);
  const names = answer.columnNames();
  checkNamedOnce('readDuckDb', names, ': name them by AS');
  const columns = answer.getColumnsJS();
  return toTable('readDuckDb', Object.fromEntries(names.map((name, index) => [name, columns[index] ?? []])));
}
