import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { lengthOf, type Table, textAt } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { type CsvOptions, readCsv } from '../../src/index.ts';
import { ColumnStore } from '../../src/stream/column-store.ts';
import { storeCsv } from '../../src/stream/store-csv.ts';
import { storedTable } from '../../src/stream/stored-table.ts';

const folder = join(import.meta.dirname, '../csv/cases');

/** How files must be read that say it nowhere. */
const options: Readonly<Record<string, CsvOptions>> = {
  'latin1-told.csv': { encoding: 'latin1' },
  'headerless.csv': { header: false, columns: ['age', 'work', 'weight', 'school'] },
  'preamble.csv': { skipLines: 4 },
  'comments.csv': { comment: '#' },
  'decimal-comma.csv': { decimal: ',' },
  'thousands.csv': { thousands: ',' },
};

/** A table as plain data: what kind each column is, and its cells. */
function contents(table: Table): unknown {
  return table.columns.map((name) => {
    const column = table.column(name);
    const cells = Array.from({ length: lengthOf(column) }, (_, row) => textAt(column, row));
    return [name, column.kind, column.kind === 'text' ? [...column.codes] : column.values, cells];
  });
}

describe('storeCsv', () => {
  it.each(readdirSync(folder))('reads %s as readCsv does, or refuses it in the same sentence', async (name) => {
    const path = join(folder, name);
    const expected = await readCsv(path, options[name]).catch((error: unknown) => error as Error);
    const all = new Set(expected instanceof Error ? [] : expected.columns);
    const store = new ColumnStore('readCsv', all.size, undefined);
    const read = await storeCsv('readCsv', path, options[name] ?? {}, { store, wanted: all }).catch(
      (error: unknown) => error as Error,
    );
    if (expected instanceof Error || read instanceof Error) {
      expect(read).toEqual(expected);
      return;
    }
    const stored = storedTable('table', read);
    expect([stored.rows, read.warnings]).toEqual([expected.rows, expected.warnings]);
    expect(contents(stored)).toEqual(contents(expected));
    expect(stored.describeRow(stored.rows - 1)).toBe(expected.describeRow(expected.rows - 1));
    store.file.close();
  });
});
