import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { InvalidOptionError } from '@equipoise/core';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';

import { cellsOf, type CsvOptions, readCsv } from '../../src/index.ts';
import { cellsByColumn, textRows } from '../support/cells.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** The path of a file that holds this text, or these bytes. */
async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder(), 'table.csv');
  await writeFile(path, content);
  return path;
}

describe('readCsv', () => {
  it('keeps text as the file has it, and codes that a number would change', async () => {
    const path = await file(
      'name,postcode,account,price\n"Smith, Ann",01234,12345678901234567,1.50\n"a ""b""",99,1,2\n',
    );
    expect(cellsByColumn(await readCsv(path))).toEqual({
      name: ['Smith, Ann', 'a "b"'],
      postcode: ['01234', '99'],
      account: ['12345678901234567', '1'],
      price: [1.5, 2],
    });
  });

  it('strips characters from the ends of texts, and from no number', async () => {
    const path = await file('a,b,income\n.5,x.y.,<=50K.\n2.,...,.>50K\n');
    expect(cellsByColumn(await readCsv(path, { strip: '.' }))).toEqual({
      a: [0.5, 2],
      b: ['x.y', null],
      income: ['<=50K', '>50K'],
    });
    await expect(readCsv(path, { strip: 'é' })).rejects.toThrow(InvalidOptionError);
  });

  it('keeps what stands before the first text of a column as it was written', async () => {
    const path = await file(`a\n${'1.50\n'.repeat(1000)}n/a.\n`);
    const cells = cellsOf((await readCsv(path)).column('a'));
    expect([cells[0], cells[999], cells[1000], cells.length]).toEqual(['1.50', '1.50', 'n/a.', 1001]);
  });

  it('takes line ends of Windows and of old Macs, a byte order mark and empty lines', async () => {
    const table = { a: [1, 3], b: [2, 4] };
    expect(cellsByColumn(await readCsv(await file('\uFEFFa,b\r\n1,2\r\n\r\n3,4\r\n')))).toEqual(table);
    expect(cellsByColumn(await readCsv(await file('a,b\r1,2\r3,4')))).toEqual(table);
  });

  it('knows other delimiters, guessed or told', async () => {
    expect(cellsByColumn(await readCsv(await file('a;b\n1,5;2\n2,5;3\n')))).toEqual({ a: ['1,5', '2,5'], b: [2, 3] });
    expect(cellsByColumn(await readCsv(await file('a|b\nx|2\n')))).toEqual({ a: ['x'], b: [2] });
    expect(cellsByColumn(await readCsv(await file('a b\n1 2\n')))).toEqual({ a: [1], b: [2] });
    expect(cellsByColumn(await readCsv(await file('a text\nof words\n')))).toEqual({ 'a text': ['of words'] });
    expect(cellsByColumn(await readCsv(await file('a/b\n1/2\n'), { delimiter: '/' }))).toEqual({ a: [1], b: [2] });
    expect(cellsByColumn(await readCsv(await file('a\n1\n')))).toEqual({ a: [1] });
  });

  it('leaves lines at the end out, blank ones not counted', async () => {
    const path = await file('a,b\n1,2\n3,4\nSource: a statistical office\nRead in 2024\n\n');
    expect(cellsByColumn(await readCsv(path, { skipFooter: 2 }))).toEqual({ a: [1, 3], b: [2, 4] });
  });

  it('reads decimal commas beside points between thousands', async () => {
    const path = await file('a;b\n1.234,5;x\n-12.000.000;y\n0,25;z\n');
    const table = await readCsv(path, { decimal: ',', thousands: '.' });
    expect(cellsOf(table.column('a'))).toEqual([1234.5, -12e6, 0.25]);
  });

  it('reads a real file whole', async () => {
    // 2,922 days of Seattle and New York, 2012 to 2015: 2 · (366 + 365 + 365 + 365).
    const data = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data');
    const weather = await readCsv(join(data, 'weather.csv'));
    expect(weather.columns.join()).toBe('location,date,precipitation,temp_max,temp_min,wind,weather');
    expect([weather.rows, weather.column('wind').kind]).toEqual([2 * (366 + 3 * 365), 'number']);
  });

  it('reads what Papa Parse reads', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '𝒳', '1', '"', ',', '\n', '\r\n', '.', ';'),
      maxLength: 6,
    });
    const rows = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.constantFrom('\n', '\r\n')).chain(([width, newline]) =>
      fc.record({
        newline: fc.constant(newline),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(rows, async ({ rows: cells, newline }) => {
        // A letter before each cell, so that none is blank, missing or a number.
        const text = Papa.unparse(
          cells.map((row) => row.map((content) => `x${content}`)),
          { newline, quotes: true },
        );
        const table = await readCsv(await file(text), { header: false, delimiter: ',', trim: false });
        expect(textRows(table)).toEqual(Papa.parse<string[]>(text, { delimiter: ',', newline }).data);
      }),
    );
  });

  it('reads files of several pieces, whatever a piece ends in', async () => {
    const rows = Array.from({ length: 8000 }, (_, row) => [
      `ö${row}`,
      `line ${row}\r\n"two", ${'ß'.repeat(100)}`,
      String(row / 8),
    ]);
    const text = Papa.unparse([['name', 'note', 'number'], ...rows], { newline: '\r\n' });
    expect(Buffer.byteLength(text)).toBeGreaterThan(1.5 * 2 ** 20);
    for (const content of [Buffer.from(text), gzipSync(text), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const table = await readCsv(await file(content));
      expect(textRows(table)).toEqual(rows);
      expect(table.describeRow(7999)).toBe(`line ${2 * 7999 + 2}`);
    }
  });

  it('reads windows-1252 with its quotes, dashes and euro sign', async () => {
    const path = await file(Uint8Array.of(0x61, 0x0a, 0x80, 0x93, 0xe4, 0x94, 0x96, 0x0a));
    expect(cellsOf((await readCsv(path, { encoding: 'latin1' })).column('a'))).toEqual(['€“ä”–']);
  });

  it('warns of a first line that looks like data, and not of years', async () => {
    const warnings = async (text: string): Promise<number> => (await readCsv(await file(text))).warnings.length;
    expect(await warnings('a sentence,27\nanother,"3,5"\nthe last,27\n')).toBe(1);
    expect(await warnings('5,setosa\n4,setosa\n')).toBe(1);
    expect(await warnings('country,2019,2020,2021\nNorway,1,2,3\n')).toBe(0);
    expect(await warnings('x,y\n1,2\n')).toBe(0);
  });

  it('lets the byte order mark decide, and says so where another encoding was told', async () => {
    const table = await readCsv(await file('\uFEFFé\nx\n'), { encoding: 'latin1' });
    expect([table.columns, table.encoding, table.warnings]).toEqual([
      ['é'],
      'utf-8',
      ["The file's byte order mark says utf-8: it was read so, not as the option encoding says."],
    ]);
  });
});

describe('readCsv, given a file that is no table', () => {
  it.each<[string, string, string]>([
    ['a short line', 'a,b\n1,2\n3\n', 'line 3: 2 cells expected, 1 received.'],
    ['a long line', 'a,b\n1,2\n1,2,3\n', 'line 3: 2 cells expected, 3 received.'],
    [
      'short lines after a cell of two lines',
      'a,b\n"1\n1",2\n3\n4\n',
      'line 4: 2 cells expected, 1 received (and 1 more such line).',
    ],
    [
      'no line like the first',
      'x,y,my table\n1,2\n3,4\n',
      'Most lines do not fit the first: if it is no header line, skip it',
    ],
    [
      'comments that it is not told of',
      '# a station\nday,rain\n1,2\n',
      'line 2: 1 cell expected, 2 received (and 1 more such line). If lines that begin with # are comments, say so (option comment).',
    ],
    ['a name given twice', 'a,a\n1,2\n', 'must name columns once, "a" is there twice.'],
    ['sentences', 'a,b\n"the "first" row",2\n3,4\n', 'line 2: quotes do not match.'],
    ['data in the place of names', '0,0,1\n0,2,3\n', 'The first line looks like data'],
    ['nothing', '', 'must have a header line, the file is empty.'],
    ['a quote that is not closed', 'a,b\n1,"2\n', 'line 2: quotes do not match.'],
    ['JSON', '[{"a": 1}]', 'is JSON, not CSV: parse it, and give its rows to fromTable.'],
    ['JSON, row by row', '{"a": 1}\n{"a": 2}\n', 'is JSON, not CSV'],
    ['a web page', '<!DOCTYPE html><p>not found', 'is a page of HTML or XML, not CSV'],
    [
      'an ARFF file',
      '@relation x\n@attribute a real\n@data\n1\n',
      'is an ARFF file: its rows follow line 3, so skip 3 lines',
    ],
    ['NUL bytes', 'a,b\n1,\0\n', 'is not text: it has NUL bytes.'],
    [
      'UTF-16 without a mark',
      Buffer.from('a,b\n1,2\n', 'utf16le').toString('latin1'),
      'looks like UTF-16; give the option encoding, as utf-16le.',
    ],
  ])('rejects %s in one sentence', async (_, text, sentence) => {
    await expect(readCsv(await file(text))).rejects.toThrow(sentence);
  });

  it.each<[string, readonly number[], string]>([
    ['a workbook', [0x50, 0x4b, 0x03, 0x04], 'is a ZIP archive or an Excel workbook (.xlsx), not CSV.'],
    ['a Parquet file', [0x50, 0x41, 0x52, 0x31], 'is a Parquet file, not CSV.'],
    ['a JPEG image', [0xff, 0xd8, 0xff, 0xe0], 'is a JPEG image, not CSV.'],
    ['a PDF document', [0x25, 0x50, 0x44, 0x46], 'is a PDF document, not CSV.'],
  ])('names %s for what it is, compressed or not', async (_, start, sentence) => {
    const bytes = Uint8Array.from([...start, ...new Array<number>(100).fill(0)]);
    await expect(readCsv(await file(bytes))).rejects.toThrow(sentence);
    await expect(readCsv(await file(gzipSync(bytes)))).rejects.toThrow(`, decompressed: ${sentence}`);
  });

  it('names a missing file, a folder, a broken archive, and a file that is too large', async () => {
    await expect(readCsv(join(folder(), 'none.csv'))).rejects.toThrow(
      /^readCsv: cannot read .*none\.csv: it is not there \(ENOENT\)\.$/,
    );
    await expect(readCsv('')).rejects.toThrow('readCsv: must be given the path of a file, received "".');
    await expect(readCsv(folder())).rejects.toThrow('must be a file, it is a folder.');
    const archive = gzipSync('a,b\n1,2\n'.repeat(1000));
    await expect(readCsv(await file(archive.subarray(0, 40)))).rejects.toThrow(
      'cannot be decompressed: unexpected end of file.',
    );
    const sentence = 'holds more than 1000 bytes of text: split it, or raise the option maxBytes.';
    await expect(readCsv(await file(archive), { maxBytes: 1000 })).rejects.toThrow(sentence);
    await expect(readCsv(await file('a\n'.repeat(501)), { maxBytes: 1000 })).rejects.toThrow(sentence);
  });

  it('names the line that is not UTF-8, in whichever piece it is', async () => {
    const lines = Buffer.from('aé,b\n'.repeat(400_000));
    lines[lines.length - 3] = 0xff;
    await expect(readCsv(await file(lines))).rejects.toThrow('line 400000: is not UTF-8');
  });

  it('names the nearest option to one that does not exist', async () => {
    const options = { skip_lines: 2 } as CsvOptions;
    await expect(readCsv(await file('x,y\n1,2\n'), options)).rejects.toThrow(
      'readCsv: there is no option `skip_lines` (did you mean skipLines?).',
    );
  });

  it.each<[string, CsvOptions]>([
    ['a delimiter of two characters', { delimiter: '::' }],
    ['an encoding that there is not', { encoding: 'utf-9' }],
    ['a decimal digit', { decimal: '1' }],
    ['one character for decimals and thousands', { decimal: ',', thousands: ',' }],
    ['a part of a line to skip', { skipLines: 0.5 }],
    ['two columns of one name', { columns: ['a', 'a'] }],
    ['fewer names than columns', { columns: ['a'] }],
  ])('rejects %s', async (_, options) => {
    await expect(readCsv(await file('x,y\n1,2\n'), options)).rejects.toThrow(InvalidOptionError);
  });
});
