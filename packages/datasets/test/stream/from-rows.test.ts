import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import { columnFromCells, lengthOf, random, textAt } from '@equipoise/core';
import { tableFromArrays } from 'apache-arrow';
import { DataFrame } from 'danfojs-node';
import { describe, expect, it } from 'vitest';

import {
  fromArrow,
  fromDanfo,
  fromDuckDb,
  fromJsonl,
  fromRows,
  fromTable,
  readArrow,
  readDanfo,
  readDuckDb,
  readJsonl,
} from '../../src/index.ts';
import { ColumnStore } from '../../src/stream/column-store.ts';
import { storeChunks } from '../../src/stream/store-chunks.ts';
import { rowChunks } from '../../src/stream/row-chunks.ts';
import { storedTable } from '../../src/stream/stored-table.ts';
import { expectSameData } from '../support/same-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** Rows of all kinds of cells, more than a chunk; a column is numbers up to the last row. */
function makeRows(count: number): readonly Readonly<Record<string, unknown>>[] {
  const draw = random(5);
  return Array.from({ length: count }, (_, row) => ({
    size: draw.next() < 0.1 ? null : draw.normal(),
    town: `town ${draw.integer(7)}`,
    late: row === count - 1 ? 'none' : draw.integer(4) / 2,
    garden: draw.next() < 0.5,
    ...(row >= 10 && { day: new Date(Date.UTC(2020, 0, row % 300, row % 24)).toISOString() }),
    sold: draw.next() < 0.2 ? '' : ['no', 'yes'][draw.integer(2)],
    price: 1e6 * draw.next(),
  }));
}

const columns = {
  inputs: { size: 'numeric', town: 'categorical', late: 'categorical', garden: 'numeric', day: 'numeric' },
  targets: { sold: 'binary', price: 'regression' },
} as const;

describe('fromRows', () => {
  it.each([
    ['a list', (rows: readonly object[]) => rows],
    ['a generator', (rows: readonly object[]) => rows.values()],
    ['a cursor', (rows: readonly object[]) => asynchronous(rows)],
  ])('gives the bits of fromTable: %s', async (_, given) => {
    const rows = makeRows(9000);
    await expectSameData(await fromRows(given(rows), columns), fromTable({ ...columns, table: rows }));
  });

  it('refuses what is no row, and a cell that is none, by their place', async () => {
    await expect(fromRows([{ size: 1 }, 3 as never], columns)).rejects.toThrow(
      'fromRows: row 2 must be an object with columns, received 3.',
    );
    const rows = [...makeRows(5000), { size: [1] }];
    await expect(fromRows(rows, columns)).rejects.toThrow('fromRows: column "size", row 5001: must be text, a number');
    await expect(fromRows(7 as never, columns)).rejects.toThrow('fromRows: option `rows` must be rows');
  });

  it.each<[string, readonly unknown[]]>([
    ['numbers, and a text at last', [1, -0, 2.5, null, 1e21, 'x', 2.5]],
    ['dates, and a number at last', [new Date(0), new Date(1e12 + 1), null, new Date(Number.NaN), 5]],
    ['numbers, and a date at last', [null, 5, new Date(123456789012)]],
    ['dates', [null, new Date(86_400_000), new Date(1)]],
    ['bigints, one of them too large', [1n, 2n, 2n ** 60n]],
    ['booleans after blanks', ['', ' ', true, false]],
    ['nothing', [null, undefined, Number.NaN]],
    ['infinite numbers', [1, Number.POSITIVE_INFINITY]],
  ])('makes of single cells what it makes of all at once: %s', async (_, cells) => {
    async function* chunks(): ReturnType<typeof rowChunks> {
      for (const x of cells) yield* rowChunks('rows', [{ x }]);
    }
    const store = new ColumnStore('rows', 1, folder());
    const table = storedTable('rows', await storeChunks('rows', chunks(), { store, wanted: new Set(['x']) }));
    const expected = columnFromCells(cells, { owner: 'rows', column: 'x', describeRow: String });
    const column = table.column('x');
    const texts = (of: typeof column): unknown[] =>
      Array.from({ length: lengthOf(of) }, (_each, row) => textAt(of, row));
    expect([column.kind, 'dates' in column, texts(column)]).toEqual([
      expected.kind,
      'dates' in expected,
      texts(expected),
    ]);
    if (column.kind === 'text' && expected.kind === 'text') expect(column.codes).toEqual(expected.codes);
    store.file.close();
  });
});

describe('fromJsonl', () => {
  it('gives the bits of the file in memory, and names the line of a cell', async () => {
    const path = join(folder(), 'rows.jsonl');
    writeFileSync(
      path,
      makeRows(5000)
        .map((row) => JSON.stringify(row))
        .join('\n\n'),
    );
    await expectSameData(await fromJsonl(path, columns), fromTable({ ...columns, table: await readJsonl(path) }));
    const bad = { ...columns, inputs: { town: 'numeric' } } as const;
    await expect(fromJsonl(path, bad)).rejects.toThrow(/^rows.jsonl: column "town", line 1: must be a finite number/);
    const table = await readJsonl(path);
    expect(() => fromTable({ ...bad, table })).toThrow(/^table: column "town", line 1: must be a finite number/);
    writeFileSync(path, '{"size":1}\n\n{"size":[]}\n');
    await expect(fromJsonl(path, columns)).rejects.toThrow(/rows.jsonl: column "size", line 3: must be text/);
    writeFileSync(path, '{"size":1}\n[1]\n');
    await expect(fromJsonl(path, columns)).rejects.toThrow(/^fromJsonl: .*rows.jsonl: line 2: must be a JSON object/);
  });
});

describe('fromDuckDb', () => {
  it('gives the bits of the answer in memory', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const sql =
      "SELECT i / 7 AS size, 'town ' || (i % 5) AS town, i % 3 = 0 AS sold, DATE '2020-01-01' + i::INT AS day, (i % 100)::DECIMAL(9, 2) / 8 AS price FROM range(9000) t(i)";
    const options = {
      inputs: { size: 'numeric', town: 'categorical', day: 'numeric' },
      targets: { sold: 'binary', price: 'regression' },
    } as const;
    const inMemory = fromTable({ ...options, table: await readDuckDb(connection, sql) });
    await expectSameData(await fromDuckDb(connection, sql, options), inMemory);
    await expect(fromDuckDb(connection, 'SELECT 1 AS a, 2 AS a', options)).rejects.toThrow(
      'fromDuckDb: must name columns once, received a, a: name them by AS.',
    );
    connection.closeSync();
  });
});

describe('fromArrow and fromDanfo', () => {
  it('give the data sets of their tables', () => {
    const cells = { x: [1, 2, 3, 4, 5, 6], y: ['a', 'b', 'a', 'b', 'b', 'a'] };
    const options = { inputs: { x: 'numeric' }, targets: { y: 'binary' } } as const;
    const arrow = tableFromArrays(cells);
    expect(fromArrow(arrow, options).splits).toEqual(fromTable({ ...options, table: readArrow(arrow) }).splits);
    const frame = new DataFrame(cells);
    expect(fromDanfo(frame, options).splits).toEqual(fromTable({ ...options, table: readDanfo(frame) }).splits);
    expect(fromDanfo(frame, options).splits).toEqual(fromTable({ ...options, table: cells }).splits);
  });
});

async function* asynchronous(rows: readonly object[]): AsyncGenerator<object> {
  for (const row of rows) yield await Promise.resolve(row);
}
