import { cellsOf, columnFromCells } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { decoded } from '../../src/readers/decoding-thread.ts';
import { type PackedCells, packingProgram } from '../../src/readers/packed-cells.ts';
import { PackedColumn } from '../../src/readers/packed-column.ts';
import { typedColumn } from '../../src/readers/packed-table.ts';

const place = { owner: 'test', column: 'cells', describeRow: (row: number) => `row ${row + 1}` };
const program = `${packingProgram}\nconst read = async (run, send) => sendPacked(workerData.runs[run], send);`;

type Runs = readonly (readonly unknown[])[];

/** The column of cells that a thread packs and sends run by run. */
async function columnOf(runs: Runs, rows = runs.flat().length): Promise<ReturnType<PackedColumn['built']>> {
  const decoding = { owner: 'test', path: 'x.dat', format: 'X', modules: {}, held: 0, patience: 10, program };
  const column = new PackedColumn(rows);
  for await (const sent of decoded<PackedCells>({ ...decoding, data: { runs } }, runs.length)) {
    for (const packed of sent) column.add(packed);
  }
  return column.built('x.dat: column cells');
}

const noon = new Date('2024-02-29T12:00:00Z');

describe('a column that a thread sends in pieces', () => {
  it.each<[string, Runs]>([
    [
      'numbers',
      [
        [1, 2.5, null],
        [-3, Number.NaN, 4],
      ],
    ],
    ['whole numbers of 64 bits', [[1n, 2n], [null]]],
    ['whole numbers that a double does not hold', [[1n, 2n], [2n ** 60n + 1n]]],
    ['dates', [[noon, null], [new Date(0)]]],
    ['an invalid date', [[noon], [new Date(Number.NaN)]]],
    [
      'texts, some twice, some blank',
      [
        ['a', 'ä😀', ' ', ''],
        ['a', null],
      ],
    ],
    ['booleans', [[true, false], [null]]],
    ['missing cells, then texts', [[null, undefined], ['b']]],
    ['missing cells, then dates', [[null], [noon]]],
    ['nothing but missing cells', [[null], [undefined]]],
    ['numbers, then texts', [[1, 0.1, null], ['x'], [7]]],
    ['texts, then numbers', [['x'], [1, null, 1e21]]],
    ['dates, then numbers', [[noon, null], [5]]],
    ['dates and numbers', [[noon, 5]]],
    ['dates, then texts', [[noon], ['x']]],
    ['typed arrays', [[1, 2], []]],
  ])('is the one of all cells at once: %s', async (_, runs) => {
    const column = typedColumn(await columnOf(runs), place);
    const expected = columnFromCells(runs.flat(), place);
    expect(cellsOf(column)).toEqual(cellsOf(expected));
    expect([column.kind, 'dates' in column && column.dates]).toEqual([
      expected.kind,
      'dates' in expected && expected.dates,
    ]);
  });

  it('takes typed arrays, also of whole numbers of 64 bits', async () => {
    const runs = [Int8Array.of(-1, 2), BigInt64Array.of(3n, -4n)] as unknown as Runs;
    expect(cellsOf(typedColumn(await columnOf(runs, 4), place))).toEqual([-1, 2, 3, -4]);
  });

  it('keeps other values as they came', async () => {
    expect(await columnOf([[1, null, noon], [[1, 2]], ['x'], [{ a: 1 }]])).toEqual([
      '1',
      null,
      noon.toISOString(),
      [1, 2],
      'x',
      { a: 1 },
    ]);
    expect(await columnOf([[noon], [5, null], [Uint8Array.of(7, 8)]])).toEqual([
      noon.toISOString(),
      '5',
      null,
      Uint8Array.of(7, 8),
    ]);
    expect(await columnOf([[5], [[]], [6, noon]])).toEqual([5, [], '6', noon.toISOString()]);
  });

  it('refuses more cells than there are rows, and fewer', async () => {
    await expect(columnOf([[1, 2], [3]], 2)).rejects.toThrow('x.dat: column cells must have 2 cells, has 3.');
    await expect(columnOf([['a'], ['b', 'c']], 2)).rejects.toThrow('must have 2 cells, has 3.');
    await expect(columnOf([[1]], 2)).rejects.toThrow('must have 2 cells, has 1.');
  });
});
