import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import { fromArrow, fromDanfo, fromDuckDb, fromParquet, readDanfo, toDanfo } from '@equipoise/datasets';
import { tableFromArrays, tableFromIPC, tableToIPC } from 'apache-arrow';
import { DataFrame } from 'danfojs-node';

const folder = mkdtempSync(join(tmpdir(), 'other-tables-'));
const columns = {
  inputs: { precipitation: 'numeric', wind: 'numeric' },
  targets: { weather: 'multiclass', temp_min: 'regression' },
} as const;

// What a query to DuckDB answers: it reads CSV, Parquet and JSON files, many at once. Put the path of your own file here.
const csv = 'node_modules/@equipoise/datasets/data/seattle-weather.csv';
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rainy = await fromDuckDb(connection, `SELECT * FROM '${csv}' WHERE precipitation > 0 ORDER BY date`, columns);
console.log(rainy.splits.train.size); // 373

// A Parquet file, as DuckDB, pandas or Spark write it: one row group after the other.
const parquet = join(folder, 'days.parquet');
await connection.run(`COPY (SELECT * FROM '${csv}') TO '${parquet}' (COMPRESSION zstd)`);
const days = await fromParquet(parquet, columns);
console.log(days.splits.train.size, days.warnings.length); // 877 0

// A table of apache-arrow, from a file or from polars: tableFromIPC(frame.writeIPC()).
const week = {
  precipitation: [0, 3.5, 0, 1, 0, 0, 2],
  wind: [1, 6, 2, 5, 1, 1, 4],
  weather: ['sun', 'rain', 'sun', 'rain', 'sun', 'sun', 'rain'],
  temp_min: [9, 6, 8, 7, 9, 10, 6],
};
const arrow = join(folder, 'week.arrow');
writeFileSync(arrow, tableToIPC(tableFromArrays(week), 'file'));
const visits = fromArrow(tableFromIPC(readFileSync(arrow)), columns);
console.log(visits.tasks.map(({ name, kind }) => `${name} ${kind.name}`)); // [ 'weather multiclass', 'temp_min regression' ]

// A data frame of danfo.js, and back.
const frame = new DataFrame(week);
console.log(fromDanfo(frame, columns).splits.validation.size); // 1
console.log(toDanfo(readDanfo(frame), DataFrame).shape); // [ 7, 4 ]
