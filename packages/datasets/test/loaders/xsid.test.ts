import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const languages = ['en', 'ar', 'da', 'de', 'id', 'it', 'kk', 'lt', 'nl', 'sr', 'tr', 'zh'];
const temporary = temporaryFolder();

describeShared('xsid-intent-slots-translation', (folder) => {
  it('has 800 sentences in 12 languages, translations in one split', async () => {
    const dataset = await datasets.xsid.load({ folder });
    expect(sizesOf(dataset)).toEqual([4800, 1200, 3600]);
    const ids = Object.values(dataset.rows ?? {}).map((part) => new Set(part.map((row) => (row as { id: string }).id)));
    expect(ids.map(({ size }) => size)).toEqual([400, 100, 300]);
    expect(new Set(ids.flatMap((part) => [...part])).size).toBe(800);
    // Counted by another program: 80 sentences on the weather; longer sentences than any of training are cut.
    expect(countsByName(dataset, dataset.splits.test, 'intent')['weather/find']).toBe(80 * 12);
    expect(countsByName(dataset, dataset.splits.test, 'slots')['B-datetime']).toBeGreaterThan(1560);
    const { train, validation } = dataset.splits;
    const tokens = [train, validation].map((split) => sum(Object.values(countsByName(dataset, split, 'slots'))));
    expect(sum(tokens)).toBeGreaterThan(43_200);
    expect(dataset.rows?.test).toContainEqual(expect.objectContaining({ id: 'valid-1', language: 'de' }));
  });
});

it('reads the published files: a sentence of each language by its id', async () => {
  const folder = join(temporary(), 'published');
  mkdirSync(folder);
  const text = (language: string, part: string): string =>
    ['1', '2', '3', '4', '5']
      .map((id) => {
        const comments = `# id = ${id}\n# text-en = stop it\n# text = ${language} stop\n# intent = ${part}/stop\n`;
        return `${comments}1\t${language}\t${part}/other\tO\n2\tstop\t${part}/other\tB-what\n`;
      })
      .join('\n');
  for (const part of ['test', 'valid']) {
    for (const language of languages) writeFileSync(join(folder, `${language}.${part}.conll`), text(language, part));
  }
  const dataset = await datasets.xsid.load({ folder });
  expect(sizesOf(dataset)).toEqual([48, 12, 60]);
  expect(dataset.rows?.test[12 - 1]).toMatchObject({
    intent: 'valid/stop',
    slots: ['O', 'B-what'],
    english: 'en stop',
  });
  writeFileSync(join(folder, 'tr.valid.conll'), text('tr', 'valid').replace('# id = 2', '# id = 9'));
  await expect(datasets.xsid.load({ folder })).rejects.toThrow(
    /tr\.valid\.conll: line 12: must be a translation of an English sentence, there is none of id 9\.$/,
  );
});
