import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';

interface Sentence {
  readonly id: string;
  readonly language: string;
  readonly tokens: readonly string[];
  readonly translation: readonly string[];
}

describeShared('pud-parallel-pos-ner', (folder) => {
  it('has 1,000 sentences in each of two languages, with tags and translations', async () => {
    const dataset = await datasets.pud.load({ folder });
    expect(sizesOf(dataset)).toEqual([1400, 200, 400]);
    const splits = Object.values(dataset.splits);
    const all = (task: string, tag: string): number =>
      sum(splits.map((split) => countsByName(dataset, split, task)[tag] ?? 0));
    // English and German, counted by another program; sentences are cut at the longest training sentence.
    expect(all('ner', 'B-PER')).toBe(413 + 415);
    expect(all('ner', 'B-LOC')).toBe(426 + 427);
    expect(all('upos', 'NOUN')).toBe(4015 + 4190);
    const masked = sum(splits.map(({ labels, size }) => size - sum(labels.ner?.mask ?? new Uint8Array(size).fill(1))));
    expect(masked).toBe(8);
    const rows = dataset.rows?.test as readonly Sentence[];
    const german = rows.find(({ language }) => language === 'de');
    const english = rows.find(({ id, language }) => language === 'en' && id === german?.id);
    expect(english?.translation).toEqual(german?.tokens);
  });

  it('keeps the sentences of a document in one split, in both languages', async () => {
    const { rows } = await datasets.pud.load({ folder, seed: 3 });
    const documents = Object.values(rows ?? {}).map(
      (part) => new Set((part as readonly Sentence[]).map(({ id }) => id.slice(0, 6))),
    );
    expect(sum(documents.map(({ size }) => size))).toBe(397);
  });
});
