import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import { DataError, random } from '@equipoise/core';
import { parquetWriteFile } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';

import { cellsOf, fromTable, readParquet } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('readParquet', () => {
  const folder = temporaryFolder();
  let path = '';
  beforeAll(() => {
    path = join(folder(), 'table.parquet');
    const count = 300;
    const rows = Array.from({ length: count }, (_, row) => row);
    parquetWriteFile({
      filename: path,
      rowGroupSize: 100,
      columnData: [
        { name: 'id', data: rows.map(BigInt), type: 'INT64' },
        { name: 'price', data: rows.map((row) => row / 4), type: 'DOUBLE' },
        { name: 'age', data: rows.map((row) => (row % 7 === 0 ? null : row)), type: 'INT32', nullable: true },
        {
          name: 'name',
          data: rows.map((row) => (row % 3 === 0 ? null : `ä${row % 5}`)),
          type: 'STRING',
          nullable: true,
        },
        { name: 'yes', data: rows.map((row) => row % 2 === 0), type: 'BOOLEAN' },
        { name: 'day', data: rows.map((row) => new Date(Date.UTC(2020, 0, 1 + row))), type: 'TIMESTAMP' },
        { name: 'list', data: rows.map((row) => [row]), type: 'JSON' },
      ],
    });
  });

  it('reads numbers, texts, booleans, dates and missing cells, over row groups', async () => {
    const table = await readParquet(path);
    expect(table.rows).toBe(300);
    expect(table.columns).toEqual(['id', 'price', 'age', 'name', 'yes', 'day', 'list']);
    const cells = (column: string): readonly unknown[] => Array.from(cellsOf(table.column(column)));
    expect(cells('id').slice(298)).toEqual([298, 299]);
    expect(cells('price')[299]).toBe(74.75);
    expect(cells('age').slice(0, 8)).toEqual([null, 1, 2, 3, 4, 5, 6, null]);
    expect(cells('name').slice(100, 103)).toEqual(['ä0', 'ä1', null]);
    expect(cells('yes').slice(0, 2)).toEqual(['true', 'false']);
    expect(cells('day')[31]).toBe('2020-02-01');
  });

  it('reads the columns that it is asked for', async () => {
    const table = await readParquet(path, { columns: ['price'] });
    expect(table.columns).toEqual(['price']);
    await expect(readParquet(path, { columns: ['prize'] })).rejects.toThrow(/has no column prize; there are id, price/);
  });

  it.each(['zstd', 'snappy', 'gzip', 'uncompressed'])('reads what DuckDB writes: %s', async (compression) => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const written = join(folder(), `${compression}.parquet`);
    await connection.run(
      `COPY (SELECT i, i / 8 AS x, 'word ' || (i % 9) AS word, DATE '2020-01-01' + i::INT AS day, CASE WHEN i % 4 = 0 THEN NULL ELSE i END AS gaps, ` +
        `(i / 10)::DECIMAL(9, 1) AS price FROM range(3000) t(i)) TO '${written}' (COMPRESSION ${compression}, ROW_GROUP_SIZE 1000)`,
    );
    connection.closeSync();
    const table = await readParquet(written);
    const at = (column: string, row: number): unknown => cellsOf(table.column(column))[row];
    expect(table.rows).toBe(3000);
    expect([at('i', 2999), at('x', 2999), at('word', 2999), at('day', 366)]).toEqual([
      2999,
      374.875,
      'word 2',
      '2021-01-01',
    ]);
    expect([at('gaps', 0), at('gaps', 1), at('price', 25)]).toEqual([null, 1, 2.5]);
  });

  it('is the table of a data set; a column that nobody names may hold anything', async () => {
    const { splits } = fromTable({
      table: await readParquet(path),
      inputs: { age: 'numeric', name: 'categorical' },
      targets: { price: 'regression', yes: 'binary' },
    });
    expect(splits.train.size).toBe(180);
  });

  it('refuses other files, and more than it may hold, in a sentence', async () => {
    const other = join(folder(), 'other.parquet');
    writeFileSync(other, 'a,b\n1,2\n');
    await expect(readParquet(other)).rejects.toThrow(/other\.parquet: cannot be read as Parquet: /);
    await expect(readParquet(join(folder(), 'none.parquet'))).rejects.toThrow(DataError);
    await expect(readParquet(path, { maxBytes: 1000 })).rejects.toThrow(/more than 1000: read fewer columns/);
  });

  it('gives a table or a sentence for 80 damaged files', { timeout: 300_000 }, async () => {
    const bytes = readFileSync(path);
    const stream = random(7);
    const damaged = join(folder(), 'damaged.parquet');
    for (let attempt = 0; attempt < 80; attempt += 1) {
      const copy = Uint8Array.from(bytes);
      for (let hit = stream.integer(4); hit >= 0; hit -= 1) copy[stream.integer(copy.length)] = stream.integer(256);
      const end = attempt % 3 === 0 ? stream.integer(copy.length) : copy.length;
      writeFileSync(damaged, copy.subarray(0, end));
      const outcome = await readParquet(damaged, { patience: 2 }).then(
        ({ rows }) => rows,
        (error: unknown) => error,
      );
      if (typeof outcome !== 'number') expect(outcome).toBeInstanceOf(DataError);
    }
  });
});
