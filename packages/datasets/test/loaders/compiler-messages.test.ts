import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';

it('has 2,122 messages in 14 languages, a message and its translations in one split', async () => {
  const dataset = await datasets['compiler-messages'].load();
  expect(sum(sizesOf(dataset))).toBe(2122 * 14);
  const splits = Object.values(dataset.splits);
  const all = (task: string, name: string): number =>
    sum(splits.map((split) => countsByName(dataset, split, task)[name] ?? 0));
  // Counted by another program.
  expect(['error', 'message', 'suggestion'].map((name) => all('category', name) / 14)).toEqual([1347, 755, 20]);
  expect(['syntax', 'types', 'command line'].map((name) => all('group', name) / 14)).toEqual([462, 538, 489]);
  expect(all('language', 'ja')).toBe(2122);
  const codes = Object.values(dataset.rows ?? {}).map(
    (part) => new Set(part.map((row) => (row as { code: string }).code)),
  );
  expect(sum(codes.map(({ size }) => size))).toBe(2122);
  expect(Object.values(dataset.rows ?? {}).flat()).toContainEqual(
    expect.objectContaining({
      code: '1005',
      language: 'de',
      text: '"{0}" wurde erwartet.',
      english: "'{0}' expected.",
    }),
  );
});
