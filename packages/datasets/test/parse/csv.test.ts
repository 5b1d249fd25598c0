import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readCsv } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('readCsv', () => {
  const folder = temporaryFolder();

  /** The path of a file that holds this text. */
  async function file(text: string): Promise<string> {
    const path = join(folder(), 'table.csv');
    await writeFile(path, text);
    return path;
  }

  it('keeps cells as the file has them', async () => {
    const path = await file('name,postcode\n"Smith, Ann",01234\n"a ""b""",99\n');
    expect(await readCsv(path)).toEqual({ name: ['Smith, Ann', 'a "b"'], postcode: ['01234', '99'] });
  });

  it('takes windows’ line ends, a byte order mark and empty lines', async () => {
    expect(await readCsv(await file('\uFEFFa,b\r\n1,2\r\n\r\n3,4\r\n'))).toEqual({ a: ['1', '3'], b: ['2', '4'] });
  });

  it('knows other delimiters, guessed or told', async () => {
    expect(await readCsv(await file('a;b\n1,5;2\n2,5;3\n'))).toEqual({ a: ['1,5', '2,5'], b: ['2', '3'] });
    expect(await readCsv(await file('a/b\n1/2\n'), { delimiter: '/' })).toEqual({ a: ['1'], b: ['2'] });
    expect(await readCsv(await file('a\n1\n'))).toEqual({ a: ['1'] });
  });

  it('makes missing cells of the words for missing', async () => {
    const path = await file('a,b\n,NA\nNaN,2\n');
    expect(await readCsv(path)).toEqual({ a: [null, null], b: ['NA', '2'] });
    expect(await readCsv(path, { missing: ['NA'] })).toEqual({ a: ['', 'NaN'], b: [null, '2'] });
  });

  it('reads a real file whole', async () => {
    // 2,922 days of Seattle and New York, 2012 to 2015: 2 · (366 + 365 + 365 + 365).
    const data = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');
    const weather = await readCsv(join(data, 'weather.csv'));
    expect(Object.keys(weather)).toEqual([
      'location',
      'date',
      'precipitation',
      'temp_max',
      'temp_min',
      'wind',
      'weather',
    ]);
    expect(weather.wind).toHaveLength(2 * (366 + 3 * 365));
  });

  it.each([
    ['a row that is too short', 'a,b\n1,2\n3\n', 'row 2: must have 2 cells, received 1.'],
    ['a row that is too long', 'a,b\n1,2,3\n', 'row 1: must have 2 cells, received 3.'],
    ['a column that is named twice', 'a,a\n1,2\n', 'must name columns once, "a" is there twice.'],
    ['an empty file', '', 'must have a header line, the file is empty.'],
    ['a quote that does not end', 'a,b\n1,"2\n', 'quotes do not match.'],
  ])('says what is wrong with %s', async (_, text, sentence) => {
    await expect(readCsv(await file(text))).rejects.toThrow(sentence);
  });

  it('names a missing file', async () => {
    await expect(readCsv(join(folder(), 'none.csv'))).rejects.toThrow(/^readCsv: cannot read .*none\.csv: ENOENT/);
  });
});
