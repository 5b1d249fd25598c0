import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { parquetWriteFile } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';

import { readTable } from '../../src/index.ts';
import { cellsByColumn } from '../support/cells.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cells = { size: [1.5, null, 3], town: ['a', 'b', null] };
const rows = cells.size.map((size, row) => ({ size, town: cells.town[row] }));

describe('readTable', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder(), name);

  beforeAll(() => {
    const lines = rows.map((row) => JSON.stringify(row)).join('\n');
    writeFileSync(at('a.csv'), 'size,town\n1.5,a\n,b\n3,\n');
    writeFileSync(at('a.jsonl'), lines);
    writeFileSync(at('a.jsonl.gz'), gzipSync(lines));
    writeFileSync(at('a.json'), `\ufeff\n${JSON.stringify(rows, null, 2)}`);
    const columnData = [
      { name: 'size', data: cells.size, type: 'DOUBLE', nullable: true } as const,
      { name: 'town', data: cells.town, type: 'STRING', nullable: true } as const,
    ];
    parquetWriteFile({ filename: at('a.parquet'), columnData });
    const arrow = tableFromArrays(cells);
    writeFileSync(at('a.arrow'), tableToIPC(arrow, 'file'));
    writeFileSync(at('a.feather'), tableToIPC(arrow, 'stream'));
  });

  it.each([
    ['a.csv', 'CSV'],
    ['a.jsonl', 'JSON lines'],
    ['a.jsonl.gz', 'JSON lines'],
    ['a.json', 'JSON'],
    ['a.parquet', 'Parquet'],
    ['a.arrow', 'Arrow'],
    ['a.feather', 'Arrow'],
  ])('reads %s', async (name, format) => {
    const table = await readTable(at(name));
    expect([table.format, table.rows, cellsByColumn(table)]).toEqual([format, 3, cells]);
  });

  it.each(['a.csv', 'a.jsonl', 'a.json', 'a.parquet', 'a.arrow', 'a.feather'])(
    'tells %s by its content, whatever its name',
    async (name) => {
      copyFileSync(at(name), at('renamed.dat'));
      const table = await readTable(at('renamed.dat'));
      expect(table.format).toBe((await readTable(at(name))).format);
    },
  );

  it.each<[string, string, string, object?]>([
    [
      'an object',
      'one.json',
      'must be a list of rows, or a row in each line, it is one JSON object',
      { a: { b: [1] } },
    ],
    ['no rows', 'none.json', 'must be a list of rows, received []', []],
    ['a list in a list', 'lists.json', 'row 2 must be an object, received [1]', [{ a: 1 }, [1]]],
  ])('says that a JSON file holds %s', async (_, name, sentence, content) => {
    writeFileSync(at(name), JSON.stringify(content, null, 1));
    await expect(readTable(at(name))).rejects.toThrow(`${name}: ${sentence}.`);
  });

  it('refuses what it cannot read, and options that say nothing of the file', async () => {
    await expect(readTable(at('a.parquet'), { delimiter: ';' })).rejects.toThrow(
      /^readTable: .*a.parquet: is Parquet, which the option delimiter says nothing of: it is for CSV\.$/,
    );
    writeFileSync(at('bad.arrow'), 'ARROW1\0\0 and no more');
    await expect(readTable(at('bad.arrow'))).rejects.toThrow(/bad.arrow: (?:cannot be read as Arrow|must have)/);
    writeFileSync(at('book.xlsx'), 'PK\u0003\u0004 and so on');
    await expect(readTable(at('book.xlsx'))).rejects.toThrow('is a ZIP archive or an Excel workbook (.xlsx), not CSV.');
    await expect(readTable(at('nothing.json'))).rejects.toThrow(/^readCsv: cannot read .*nothing.json: /);
    writeFileSync(at('half.jsonl'), '{"a":1}\n{"a":');
    await expect(readTable(at('half.jsonl'))).rejects.toThrow(/half.jsonl: line 2: must be a JSON object/);
  });
});
