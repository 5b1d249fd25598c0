import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';

import { cellsOf, readDuckDb, fromTable } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('readDuckDb', () => {
  const folder = temporaryFolder();

  it('makes a data set of what a query over a CSV file answers', async () => {
    const path = join(folder(), 'sales.csv');
    const lines = Array.from(
      { length: 100 },
      (_, row) => `${row},${['north', 'south'][row % 2]},${row * 2},2024-01-01`,
    );
    writeFileSync(path, ['id,region,sales,day', ...lines].join('\n'));
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const table = await readDuckDb(
      connection,
      `SELECT id, CASE WHEN id = 50 THEN NULL ELSE region END AS region, sales, day, sales::DECIMAL(10, 2) / 3 AS third FROM '${path}' WHERE id >= 50`,
    );
    expect([table.rows, table.columns]).toEqual([50, ['id', 'region', 'sales', 'day', 'third']]);
    const cells = (column: string): readonly unknown[] => Array.from(cellsOf(table.column(column)));
    expect(cells('id').slice(0, 2)).toEqual([50, 51]);
    expect(cells('region').slice(0, 3)).toEqual([null, 'south', 'north']);
    expect(cells('day')[0]).toBe('2024-01-01');
    expect(cells('third')[0]).toBeCloseTo(100 / 3, 9);
    const { splits } = fromTable({
      table,
      inputs: { region: 'categorical', id: 'numeric' },
      targets: { sales: 'regression' },
    });
    expect(splits.train.size).toBe(30);
    await expect(readDuckDb(connection, `SELECT id, sales AS id FROM '${path}'`)).rejects.toThrow(/name columns once/);
    connection.closeSync();
  });
});
