import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError } from '@equipoise/core';
import { parquetWriteFile } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';

import { fromParquet, fromTable, readParquet } from '../../src/index.ts';
import { expectSameData } from '../support/same-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const columns = {
  inputs: { size: 'numeric', town: 'categorical', day: 'numeric', sparse: 'numeric', late: 'categorical' },
  targets: { sold: 'binary', price: 'regression' },
} as const;

describe('fromParquet', () => {
  const folder = temporaryFolder();
  let path = '';
  beforeAll(() => {
    path = join(folder(), 'rows.parquet');
    const rows = Array.from({ length: 1000 }, (_, row) => row);
    parquetWriteFile({
      filename: path,
      rowGroupSize: 300,
      columnData: [
        { name: 'size', data: rows.map((row) => Math.sin(row)), type: 'DOUBLE' },
        {
          name: 'town',
          data: rows.map((row) => (row % 11 === 0 ? null : `town ${row % 5}`)),
          type: 'STRING',
          nullable: true,
        },
        { name: 'day', data: rows.map((row) => new Date(Date.UTC(2020, 0, 1, row))), type: 'TIMESTAMP' },
        // The first row group has a null, the others have none: a list of cells, then lists of numbers.
        { name: 'sparse', data: rows.map((row) => (row === 7 ? null : row / 8)), type: 'DOUBLE', nullable: true },
        { name: 'late', data: rows.map((row) => BigInt(row % 3)), type: 'INT64' },
        { name: 'sold', data: rows.map((row) => row % 2 === 0), type: 'BOOLEAN' },
        { name: 'price', data: rows.map((row) => row ** 2), type: 'DOUBLE' },
        { name: 'list', data: rows.map((row) => [row]), type: 'JSON' },
      ],
    });
  });

  it('gives the bits of the file in memory, over row groups', async () => {
    await expectSameData(await fromParquet(path, columns), fromTable({ ...columns, table: await readParquet(path) }));
  });

  it('refuses what is not there, and what is no cell, in a sentence', async () => {
    await expect(fromParquet(path, { ...columns, inputs: { sise: 'numeric' } })).rejects.toThrow(
      'rows.parquet: the table must have a column "sise", its columns are: size, town, day, sparse, late, sold, price, list.',
    );
    await expect(fromParquet(path, { ...columns, inputs: { list: 'categorical' } })).rejects.toThrow(
      /^fromParquet: .*rows.parquet: column "list", row 1: must be text, a number/,
    );
    await expect(fromParquet(path, { ...columns, patience: 0 })).rejects.toThrow('option `patience` must be above 0');
    const cut = join(folder(), 'cut.parquet');
    writeFileSync(cut, readFileSync(path).subarray(0, 2000));
    await expect(fromParquet(cut, columns)).rejects.toThrow(/^fromParquet: .*cut.parquet: cannot be read as Parquet: /);
    await expect(fromParquet(join(folder(), 'no.parquet'), columns)).rejects.toThrow(DataError);
  });
});
