import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DataError } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { classBalance, type LoadedDataset, type SplitBalance } from '../../src/index.ts';
import { loadWords } from '../../src/loaders/words.ts';
import type { WordSources } from '../../src/parse/word-lists.ts';
import { at, inputOf, known, scaleOf, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('words', () => {
  let dataset: LoadedDataset;
  let whole: LoadedDataset;
  beforeAll(async () => {
    dataset = await loadWords();
    whole = await loadWords({ size: 1_000_000 });
  });

  /** The words of a split, read back from their letters. */
  function wordsOf(loaded: LoadedDataset, split: 'train' | 'validation' | 'test'): string[] {
    const { size } = loaded.splits[split];
    const inputs = inputOf(loaded.splits[split], 'text');
    return Array.from({ length: size }, (_, row) =>
      Array.from(inputs.slice(row * 16, (row + 1) * 16), (id) => (id === 0 ? '' : String.fromCharCode(95 + id))).join(
        '',
      ),
    );
  }

  it('has five tasks on letters', () => {
    // Padding, unknown and 26 letters.
    expect(dataset.inputs).toEqual({ text: { shape: [16], dtype: 'int32', vocabulary: 28 } });
    expect(dataset.tasks.map(({ name, kind }) => [name, kind.name, kind.outputs.shape])).toEqual([
      ['syllables', 'regression', [1]],
      ['stress', 'multiclass', [3]],
      ['part-of-speech', 'multiclass', [6]],
      ['frequency', 'regression', [1]],
      ['valence', 'binary', [1]],
    ]);
  });

  it('has 8,000 training words unless told otherwise, and 32,731 in all', () => {
    const sizes = ({ splits }: LoadedDataset): number[] => [
      splits.train.size,
      splits.validation.size,
      splits.test.size,
    ];
    expect(sizes(dataset)).toEqual([8000, 2000, 4000]);
    // 32,769 words are in all three lists; 26 have more than 16 letters and 12 no primary stress (counted by another program).
    expect(sizes(whole)).toEqual([32_769 - 26 - 12 - 2000 - 4000, 2000, 4000]);
  });

  it('has no word in two splits', () => {
    const all = (['train', 'validation', 'test'] as const).flatMap((split) => wordsOf(whole, split));
    expect(new Set(all).size).toBe(32_731);
  });

  it('begins with the same training words when it keeps fewer', () => {
    expect(wordsOf(whole, 'train').slice(0, 8000)).toEqual(wordsOf(dataset, 'train'));
    expect(wordsOf(whole, 'test')).toEqual(wordsOf(dataset, 'test'));
  });

  it('tells of a word what the dictionaries say', () => {
    // CMUdict: "EH2 N T ER0 T EY1 N". Brill: VB first. SUBTLEX-US: 313. AFINN: none.
    expect(facts('entertain')).toEqual({
      syllables: 3,
      stress: 'later',
      'part-of-speech': 'verb',
      count: 313,
      valence: null,
    });
    // CMUdict: "AH0 B AE1 N D AH0 N". Brill: VB first. SUBTLEX-US: 413. AFINN: −2.
    expect(facts('abandon')).toEqual({
      syllables: 3,
      stress: 'second',
      'part-of-speech': 'verb',
      count: 413,
      valence: 'negative',
    });
  });

  it('knows the valence of the words that AFINN has, and masks the rest', () => {
    const [valence] = classBalance(whole).filter(({ task }) => task === 'valence');
    const labelled = Object.values<SplitBalance>({ ...valence?.splits }).reduce(
      (sum, split) => sum + split.labelled,
      0,
    );
    expect(labelled).toBe(2790); // 2,793 of the 32,769; three of these have more than 16 letters.
    const labels = known(dataset.splits.train.labels.valence);
    const absent = Array.from(labels.values).filter((_, row) => labels.mask?.[row] === 0);
    expect(absent.every((value) => value === 0)).toBe(true);
    expect(dataset.splits.train.labels.stress?.mask).toBeUndefined();
  });

  it('standardises by the training words only', () => {
    for (const task of ['syllables', 'frequency']) {
      const values = [...valuesOf(dataset.splits.train, task)];
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect([mean, square]).toEqual([expect.closeTo(0, 5), expect.closeTo(1, 5)]);
      expect(scaleOf(whole, task)).not.toEqual(scaleOf(dataset, task));
    }
  });

  it('gives the same bits for the same seed, and other splits for another', async () => {
    expect((await loadWords({ seed: 0 })).splits).toEqual(dataset.splits);
    expect(wordsOf(await loadWords({ seed: 1 }), 'test')).not.toEqual(wordsOf(dataset, 'test'));
  });

  function facts(word: string): Record<string, unknown> {
    for (const name of ['train', 'validation', 'test'] as const) {
      const row = wordsOf(whole, name).indexOf(word);
      if (row < 0) continue;
      const told = whole.tasks.map(({ name: task, kind }): [string, unknown] => {
        const labels = known(whole.splits[name].labels[task]);
        const value = at(labels.values, row);
        const [scale] = kind.scales ?? [];
        if (task === 'frequency' && scale) return ['count', Math.round(10 ** (value * scale.deviation + scale.mean))];
        if (scale) return [task, Math.round(value * scale.deviation + scale.mean)];
        return [task, labels.mask?.[row] === 0 ? null : kind.names?.[value]];
      });
      return Object.fromEntries(told);
    }
    throw new Error(`no word ${word}`);
  }
});

describe('words, given other files', () => {
  const folder = temporaryFolder();

  /** The message of loading with one of the files holding these bytes. */
  async function given(list: keyof WordSources, file: string, content: string | Uint8Array): Promise<string> {
    const path = join(folder(), file);
    await writeFile(path, content);
    const error: unknown = await loadWords({}, { [list]: path }).catch((thrown: unknown) => thrown);
    if (!(error instanceof DataError)) throw new Error('loaded, or failed in another way', { cause: error });
    return error.message;
  }

  it('names a missing file', async () => {
    await expect(loadWords({}, { tags: join(folder(), 'none.tsv.gz') })).rejects.toThrow(
      /^words: cannot read .*none\.tsv\.gz: it is not there \(ENOENT\)\.$/,
    );
  });

  it('names a file that is not compressed', async () => {
    expect(await given('pronunciations', 'plain.tsv.gz', 'dog\tD AO1 G\n')).toMatch(
      /plain\.tsv\.gz: incorrect header check\.$/,
    );
  });

  it.each([
    ['phones that are not ARPAbet', 'pronunciations', 'dog\tD AO1 G\ncat\tmeow\n', 'line 2:'],
    ['a word without phones', 'pronunciations', 'dog\t\n', 'line 1:'],
    ['a valence out of range', 'valences', 'dire\t7\n', 'line 1:'],
    ['a tag without a word', 'tags', '\tNN\n', 'line 1:'],
    ['too few words', 'tags', 'dog\tNN\n', 'must have 42723 entries, received 1.'],
  ] as const)('names %s', async (_, list, content, sentence) => {
    expect(await given(list, 'list.tsv.gz', gzipSync(content))).toContain(`list.tsv.gz: ${sentence}`);
  });

  it.each([
    [
      'a word for a count',
      '[{"word": "you", "count": 1}, {"word": "I", "count": "many"}]',
      'row 2: `count` must be a number of at least 1, received "many".',
    ],
    [
      'a count without end',
      '[{"word": "you", "count": 1e999}]',
      'row 1: `count` must be a number of at least 1, received Infinity.',
    ],
    ['no word', '[{"count": 3}]', 'row 1: `word` must be text, received undefined.'],
    ['no list', '{}', 'must be a list of records, received {}.'],
  ])('names %s in the counts, and the row', async (_, text, sentence) => {
    expect(await given('counts', 'counts.json', text)).toContain(`counts.json: ${sentence}`);
  });
});
