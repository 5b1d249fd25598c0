import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { classTotals, losses, sizesOf } from '../support/totals.ts';

describeShared('census-income-sample', (folder) => {
  it('reads the 200 rows of the sample, without what says who was married', async () => {
    const dataset = await datasets['census-income'].load({ folder });
    expect(sizesOf(dataset)).toEqual([120, 40, 40]);
    // Counted by another program.
    expect(classTotals(dataset)).toEqual({
      income: { '<=50K': 188, '>50K': 12 },
      'never-married': { no: 116, yes: 84 },
    });
    const inputs = dataset.inputs.table?.columns?.map(({ name }) => name) ?? [];
    for (const name of ['marital-status', 'tax-filer', 'household', 'household-detail', 'weight']) {
      expect(inputs).not.toContain(name);
    }
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });

  it('reads the published form, which has no row numbers, in its two files', async () => {
    const rows = readFileSync(join(folder, 'census-income.sample'), 'utf8').trimEnd().split('\n');
    const published = rows.map((row) =>
      row
        .slice(row.indexOf(',') + 1)
        .replaceAll(',', ', ')
        .replaceAll(',  ', ', '),
    );
    const text = (from: number, to?: number): Uint8Array => gzipSync(`${published.slice(from, to).join('\n')}\n`);
    writeFileSync(join(temporary(), 'census-income.data.gz'), text(0, 150));
    writeFileSync(join(temporary(), 'census-income.test.gz'), text(150));
    const dataset = await datasets['census-income'].load({ folder: temporary() });
    expect(sizesOf(dataset)).toEqual([135, 15, 50]);
    expect(classTotals(dataset)).toEqual({
      income: { '<=50K': 188, '>50K': 12 },
      'never-married': { no: 116, yes: 84 },
    });
  });
});

const temporary = temporaryFolder();

it('says how to get the files, and names the line of an income that does not exist', async () => {
  await expect(datasets['census-income'].load({ folder: join(temporary(), 'none') })).rejects.toThrow(
    /census-income\.data\.gz is missing: run "equipoise datasets get census-income"/,
  );
  const row = `${Array.from({ length: 41 }, () => '1').join(', ')}, rich.`;
  for (const name of ['data', 'test']) writeFileSync(join(temporary(), `census-income.${name}.gz`), `${row}\n${row}\n`);
  await expect(datasets['census-income'].load({ folder: temporary() })).rejects.toThrow(
    /^census-income: .*census-income\.data\.gz: column "income", line 1: must be one of - 50000\., 50000\+\., received "rich\." \(and 1 more such cell\)\.$/,
  );
});
