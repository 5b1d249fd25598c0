import { join } from 'node:path';

import { DataError, inputSentences } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cellsOf, type CsvOptions, type CsvTable, fromTable, readCsv } from '../../src/index.ts';
import { textRows } from '../support/cells.ts';

/** The path of one of the small files that people really have. */
function file(name: string): string {
  return join(import.meta.dirname, 'cases', name);
}

/** The sentence that reading a file is refused with. */
async function refusal(name: string, options?: CsvOptions): Promise<string> {
  const error: unknown = await readCsv(file(name), options).catch((thrown: unknown) => thrown);
  if (!(error instanceof DataError)) throw new Error('read, or failed in another way', { cause: error });
  return error.message.replace(file(name), name);
}

/** The rows of missing cells, with their columns. */
function missingCells(table: CsvTable): readonly (readonly [string, number])[] {
  return textRows(table).flatMap((cells, row) =>
    cells.flatMap((cell, column) => (cell === null ? [[table.columns[column] ?? '', row + 1] as const] : [])),
  );
}

describe('readCsv, given small files as people have them', () => {
  it.each<[string, string, CsvOptions, readonly string[], readonly (readonly (string | null)[])[]]>([
    [
      'a Latin-1 file when told so',
      'latin1-told.csv',
      { encoding: 'latin1' },
      ['stadt', 'größe'],
      [
        ['München', '1'],
        ['Köln', '2'],
      ],
    ],
    [
      'UTF-16 by its byte order mark',
      'utf16-excel.csv',
      {},
      ['city', 'value'],
      [
        ['Oslo', '3'],
        ['Bergen', '4'],
      ],
    ],
    ['UTF-8 with a byte order mark', 'utf8-bom.csv', {}, ['city', 'value'], [['Oslo', '3']]],
    [
      'a gzip file',
      'plain.csv.gz',
      {},
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a file without a header line when told so, trimmed',
      'headerless.csv',
      { header: false, columns: ['age', 'work', 'weight', 'school'] },
      ['age', 'work', 'weight', 'school'],
      [
        ['39', 'State-gov', '77516', 'Bachelors'],
        ['50', 'Self-emp', '83311', 'Bachelors'],
        ['38', 'Private', '215646', 'HS-grad'],
      ],
    ],
    ['Excel’s line that names the delimiter', 'excel-sep.csv', {}, ['x', 'y'], [['1', '2']]],
    [
      'what follows a preamble',
      'preamble.csv',
      { skipLines: 4 },
      ['Country', 'Year', 'Value'],
      [['Norway', '2020', '5.4']],
    ],
    [
      'a file with comments',
      'comments.csv',
      { comment: '#' },
      ['day', 'rain'],
      [
        ['1', '0.2'],
        ['2', '1.4'],
      ],
    ],
    [
      'names that objects have, and HTML in names',
      'odd-names.csv',
      {},
      ['__proto__', 'constructor', '<b>x</b>', 'y'],
      [
        ['1', '2', '3', '0'],
        ['4', '5', '6', '1'],
      ],
    ],
  ])('reads %s', async (_, name, options, columns, rows) => {
    const table = await readCsv(file(name), options);
    expect(table.columns).toEqual(columns);
    expect(textRows(table)).toEqual(rows);
    expect(table.warnings).toEqual([]);
  });

  it('rejects a file that is not UTF-8, and names the option to give', async () => {
    expect(await refusal('latin1.csv')).toBe(
      'readCsv: latin1.csv, line 1: is not UTF-8; give the option encoding (windows-1252 for most files from Western Europe).',
    );
  });

  it('says that a PNG image is one, whatever its name', async () => {
    expect(await refusal('really-png.csv')).toBe('readCsv: really-png.csv: is a PNG image, not CSV.');
  });

  it('warns that the first line looks like data', async () => {
    const { warnings } = await readCsv(file('headerless.csv'));
    expect(warnings).toEqual(['The first line looks like data: if there is no header line, say so (option header).']);
  });

  it('keeps the blanks of cells on demand', async () => {
    const table = await readCsv(file('headerless.csv'), { header: false, trim: false });
    expect(textRows(table)[0]).toEqual(['39', ' State-gov', '77516', ' Bachelors']);
  });

  it('takes the usual words for missing, and says how many of each', async () => {
    const table = await readCsv(file('question-marks.csv'));
    expect(missingCells(table)).toEqual([
      ['work', 1],
      ['age', 2],
      ['work', 3],
    ]);
    expect([...table.missing]).toEqual([
      ['', 1],
      ['NA', 1],
      ['?', 1],
    ]);
    expect(table.warnings).toEqual([
      'Cells that were taken for missing: 1 × blank, 1 × "NA", 1 × "?" (option missing).',
    ]);
    expect(missingCells(await readCsv(file('question-marks.csv'), { missing: ['?'] }))).toEqual([
      ['work', 1],
      ['age', 2],
    ]);
  });

  it('keeps row names, as R writes them, under a name of their own', async () => {
    const table = await readCsv(file('row-names.csv'));
    expect([table.columns, table.rowNames]).toEqual([['', 'temperature', 'humidity', 'occupied'], true]);
    expect(textRows(table)).toEqual([
      ['1', '23.1', '27.2', '1'],
      ['2', '23.2', '27.3', '0'],
    ]);
  });

  it('leaves columns without name and value out, and says so', async () => {
    const table = await readCsv(file('trailing-delimiters.csv'));
    expect(table.columns).toEqual(['a', 'b', 'c']);
    expect(table.warnings).toEqual(['2 columns without a name and without a value were left out: 4, 5.']);
  });

  it('reads decimal commas when told so, and names the option where it was not', async () => {
    const told = await readCsv(file('decimal-comma.csv'), { decimal: ',' });
    expect(cellsOf(told.column('wert'))).toEqual([1.5, -0.25]);
    const table = await readCsv(file('decimal-comma.csv'));
    expect(() => fromTable({ table, inputs: { wert: 'numeric' }, targets: { ort: 'binary' } })).toThrow(DataError);
    const longer = { ort: ['A', 'B', 'A', 'B', 'A'], wert: ['1,5', '-0,25', '1,5', '1,5', '2'] };
    expect(() => fromTable({ table: longer, inputs: { wert: 'numeric' }, targets: { ort: 'binary' } })).toThrow(
      'table: column "wert", row 1: must be a finite number, received "1,5" (and 3 more such cells); if the comma is a decimal one, ' +
        'read the file with the option decimal ",".',
    );
  });

  it('reads separators between thousands when told so', async () => {
    const table = await readCsv(file('thousands.csv'), { thousands: ',' });
    expect(cellsOf(table.column('price'))).toEqual([1234.5, 12000]);
  });

  it('counts lines as an editor counts them', async () => {
    expect(await refusal('blank-lines.csv')).toBe('readCsv: blank-lines.csv, line 5: quotes do not match.');
  });

  it('names the first line of another length, and says how many more there are', async () => {
    expect(await refusal('ragged.csv')).toBe(
      'readCsv: ragged.csv, line 3: 2 cells expected, 1 received (and 1 more such line).',
    );
  });

  it('has two classes of the many ways to write true and false', async () => {
    const flag = cellsOf((await readCsv(file('truth-words.csv'))).column('flag'));
    const table = { a: [1, 2, 3, 4, 5, 6, 7, 8], flag: [...flag, ...flag] };
    const { tasks } = fromTable({ table, inputs: { a: 'numeric' }, targets: { flag: 'binary' } });
    expect(tasks[0]?.kind.names).toEqual(['false', 'true']);
  });

  it('gives a category that was not seen the level for unknown ones, and says so', async () => {
    const { columns, column } = await readCsv(file('unseen-category.csv'));
    const cells = new Map(columns.map((name) => [name, cellsOf(column(name))]));
    const threeTimes = (name: string): (string | number | null)[] => [1, 2, 3].flatMap(() => cells.get(name) ?? []);
    const warnings: string[] = [];
    const { inputs, preprocessing } = fromTable({
      name: 'sizes',
      table: { size: threeTimes('size'), price: threeTimes('price') },
      inputs: { size: 'categorical' },
      targets: { price: 'regression' },
      onWarning: (sentence) => warnings.push(sentence),
    });
    expect(inputs.table?.columns).toEqual([{ name: 'size', levels: 4 }]);
    const encoded = preprocessing.encode([{ size: 'XXL' }, { size: 'M' }], 'sizes');
    expect([...(encoded.inputs.table ?? [])]).toEqual([3, 1]); // Of L, M, S and what is none of them.
    expect(inputSentences('sizes', [encoded.notes])[0]?.sentence).toBe(
      'sizes: 1 input holds a category that no training row has, encoded as unknown: size 1 (such as "XXL").',
    );
    expect(warnings).toEqual([]);
  });

  it('predicts from columns of any name', async () => {
    const odd = await readCsv(file('odd-names.csv'));
    const table = Object.fromEntries(
      odd.columns.map((name) => [name, [1, 2, 3].flatMap(() => cellsOf(odd.column(name)))]),
    );
    const { inputs, tasks, splits } = fromTable({
      table,
      inputs: Object.fromEntries([
        ['__proto__', 'numeric' as const],
        ['<b>x</b>', 'numeric' as const],
      ]),
      targets: Object.fromEntries([
        ['constructor', 'regression' as const],
        ['y', 'binary' as const],
      ]),
    });
    expect([inputs.table?.columns?.map(({ name }) => name), tasks.map(({ name }) => name)]).toEqual([
      ['__proto__', '<b>x</b>'],
      ['constructor', 'y'],
    ]);
    expect(Object.keys(splits.train.labels)).toEqual(['constructor', 'y']);
  });
});
