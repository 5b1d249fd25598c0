import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cellsOf } from '@equipoise/core';
import {
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Float32,
  Float64,
  Int32,
  Int64,
  Int8,
  Table as ArrowTable,
  tableFromIPC,
  tableToIPC,
  TimestampMillisecond,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { describe, expect, it } from 'vitest';

import { readArrow } from '../../src/index.ts';
import { readArrowFile } from '../../src/readers/arrow-file.ts';
import { decoded } from '../../src/readers/decoding-thread.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** Writes a file. */
function write(name: string, bytes: Uint8Array): string {
  const path = join(folder(), name);
  writeFileSync(path, bytes);
  return path;
}

describe('readArrowFile', () => {
  const rows = 70_000; // More than are sent at once.
  const list = <Cell>(cell: (row: number) => Cell, holes = 0): (Cell | null)[] =>
    Array.from({ length: rows }, (_, row) => (holes > 0 && row % holes === 0 ? null : cell(row)));
  const day = (row: number): Date => new Date(Date.UTC(2000, 0, 1 + (row % 9999)));
  const columns: Readonly<Record<string, Vector>> = {
    whole: vectorFromArray(
      list((row) => (row % 200) - 100),
      new Int8(),
    ),
    half: vectorFromArray(
      list((row) => row / 2),
      new Float32(),
    ),
    holes: vectorFromArray(
      list((row) => row / 7, 3),
      new Float64(),
    ),
    big: vectorFromArray(
      list((row) => BigInt(row) ** 2n),
      new Int64(),
    ),
    name: vectorFromArray(
      list((row) => `name ${row}`, 5),
      new Utf8(),
    ),
    town: vectorFromArray(
      list((row) => `town ${row % 3}`, 4),
      new Dictionary(new Utf8(), new Int32()),
    ),
    sold: vectorFromArray(
      list((row) => row % 2 === 0, 7),
      new Bool(),
    ),
    day: vectorFromArray(list(day, 6), new DateDay()),
    time: vectorFromArray(list(day), new TimestampMillisecond()),
    price: vectorFromArray(
      list((row) => Uint32Array.of(row, 0, 0, 0)),
      new Decimal(2, 10, 128),
    ),
  };

  it.each(['file', 'stream'] as const)('gives the cells of the table in memory: a %s', async (format) => {
    const bytes = tableToIPC(new ArrowTable(columns), format);
    const inMemory = readArrow(tableFromIPC(bytes));
    const read = await readArrowFile({ owner: 'readTable', path: write(`all.${format}`, bytes), patience: 60 });
    expect([read.columns, read.rows]).toEqual([Object.keys(columns), rows]);
    for (const name of read.columns) expect(cellsOf(read.column(name))).toEqual(cellsOf(inMemory.column(name)));
  });

  it('refuses a damaged file that apache-arrow would decode for ever', async () => {
    const bytes = tableToIPC(new ArrowTable({ size: vectorFromArray([1.5, null, 3]) }), 'file');
    bytes[15] = 255; // The length of the schema is below 0.
    const reading = readArrowFile({ owner: 'readTable', path: write('endless.arrow', bytes), patience: 1 });
    await expect(reading).rejects.toThrow(
      /^readTable: .*endless\.arrow: cannot be read as Arrow: decoding gave no cell in 1 seconds\.$/,
    );
  });

  it('names the file in what it refuses', async () => {
    const vector = vectorFromArray([1, 2], new Int32());
    const bytes = tableToIPC(new ArrowTable({ sizeA: vector, sizeB: vector }));
    const twice = Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('sizeB', 'sizeA'), 'latin1');
    const options = { owner: 'readTable', patience: 60 };
    await expect(readArrowFile({ ...options, path: write('twice.arrow', twice) })).rejects.toThrow(
      /^readTable: .*twice\.arrow: .*sizeA/,
    );
    await expect(readArrowFile({ ...options, path: join(folder(), 'missing.arrow') })).rejects.toThrow(
      /^readTable: .*missing\.arrow: cannot be read as Arrow: it is not there \(ENOENT\)\.$/,
    );
  });
});

describe('a thread that decodes', () => {
  const decoding = { owner: 'readTable', path: 'x.dat', format: 'X', modules: {}, held: 0, patience: 1 };
  const run = async (program: string, groups = 1): Promise<unknown[]> => {
    const all = [];
    for await (const messages of decoded({ ...decoding, program }, groups)) all.push(messages);
    return all;
  };

  it('sends its messages group by group', async () => {
    const program = 'const read = async (group, send) => { for (let i = 0; i <= group; i += 1) send({ i }); };';
    expect(await run(program, 2)).toEqual([[{ i: 0 }], [{ i: 0 }, { i: 1 }]]);
  });

  it.each([
    ['never ends', 'for (;;);', 'decoding gave no cell in 1 seconds'],
    ['fails', "throw new Error('no bytes')", 'no bytes'],
    ['ends', 'process.exit()', 'the thread that decodes it has ended'],
  ])('is given up when it %s', async (_, body, reason) => {
    const failing = run(`const read = async () => { ${body} };`);
    await expect(failing).rejects.toThrow(`readTable: x.dat: cannot be read as X: ${reason}.`);
  });
});
