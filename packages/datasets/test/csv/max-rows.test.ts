import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { InvalidOptionError } from '@equipoise/core';
import { expect, it } from 'vitest';

import { readCsv } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** The path of a file that holds this. */
async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder(), 'table.csv');
  await writeFile(path, content);
  return path;
}

it('reads so many rows at most, and does not look at what follows them', async () => {
  const rows = Array.from({ length: 5000 }, (_, row) => `${row},${'x'.repeat(400)}`);
  const text = `a,b\n${rows.join('\n')}\n1,2,3\n"broken`;
  for (const content of [text, gzipSync(text)]) {
    const table = await readCsv(await file(content), { maxRows: 3000 });
    expect([table.rows, table.cells('a')[2999], table.describeRow(2999)]).toEqual([3000, 2999, 'line 3001']);
  }
  expect((await readCsv(await file('a\n1\n2\n'), { maxRows: 5 })).rows).toBe(2);
  await expect(readCsv(await file(text), { maxRows: 5001 })).rejects.toThrow('line 5002');
  await expect(readCsv(await file('a\n1\n'), { maxRows: 0 })).rejects.toThrow(InvalidOptionError);
});
