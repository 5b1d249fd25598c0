import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sum } from '../support/counts-by-name.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

/** Pairs in the form of the site's "Sentence pairs". Each third sentence has a second translation. */
function pairs(): string {
  const lines = Array.from({ length: 60 }, (_, index) => {
    const english = `${index}\tThis is number ${index}.`;
    const german = (word: string): string => `${english}\t${1000 + index}\t${word} ist die Nummer ${index}.\n`;
    return index % 3 === 0 ? german('Dies') + german('Das') : german('Dies');
  });
  return lines.join('');
}

it('has each sentence once, linked sentences in one split', async () => {
  writeFileSync(join(temporary(), 'pairs.tsv'), `\uFEFF${pairs()}`);
  const dataset = await datasets.tatoeba.load({ folder: temporary() });
  const splits = Object.values(dataset.splits);
  expect(sum(splits.map(({ size }) => size))).toBe(60 + 80);
  expect(sum(splits.map((split) => countsByName(dataset, split, 'language').first ?? 0))).toBe(60);
  const numbers = Object.values(dataset.rows ?? {}).map(
    (part) => new Set(part.map((row) => /\d+/.exec((row as { text: string }).text)?.[0])),
  );
  expect(sum(numbers.map(({ size }) => size))).toBe(60);
  expect(Object.values(dataset.rows ?? {}).flat()).toContainEqual(
    // Das | ist | die | Nummer | 3 | .
    expect.objectContaining({
      text: 'This is number 3.',
      translation: 'Dies ist die Nummer 3.',
      'translation-words': 6,
    }),
  );
});

it('names the line that lacks a translation, and says where to get the file', async () => {
  writeFileSync(join(temporary(), 'pairs.tsv'), '1\tGo.\t2\tGeh.\n3\tHi.\n');
  await expect(datasets.tatoeba.load({ folder: temporary() })).rejects.toThrow(
    /pairs\.tsv: line 2: must have a text in the cells 2 and 4, received 2 cells\.$/,
  );
  await expect(datasets.tatoeba.load({ folder: join(temporary(), 'none') })).rejects.toThrow(/pairs\.tsv is missing/);
});
