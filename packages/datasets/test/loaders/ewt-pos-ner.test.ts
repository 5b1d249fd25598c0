import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { load } = datasets['ewt-pos-ner'];
const temporary = temporaryFolder();

describeShared('ewt-pos-ner', (folder) => {
  it('has the sentences of the prepared form, entities where they are known', async () => {
    const dataset = await load({ folder });
    const { train, validation, test } = dataset.splits;
    expect(sizesOf(dataset).slice(2)).toEqual([2074]);
    expect(train.size + validation.size).toBe(12_544 + 1998);
    expect(validation.size).toBeGreaterThan(450);
    // Counted by another program, in the first 64 tokens of each sentence.
    expect(countsByName(dataset, test, 'ner')).toEqual({
      ...{ 'B-LOC': 317, 'B-ORG': 316, 'B-PER': 446, 'I-LOC': 72, 'I-ORG': 269, 'I-PER': 243, O: 23_348 },
    });
    const upos = countsByName(dataset, test, 'upos');
    expect([upos.NOUN, sum(Object.values(upos))]).toEqual([4116, 25_011]);
    expect(countsByName(dataset, test, 'genre')).toEqual({
      ...{ answers: 436, email: 606, newsgroup: 283, reviews: 535, weblog: 214 },
    });
    const known = [train, validation].map(({ labels, size }) => sum(labels.ner?.mask ?? new Uint8Array(size).fill(1)));
    expect(sum(known)).toBe(1998);
  });

  it('keeps the sentences of a document of dev in one split', async () => {
    const { rows } = await load({ folder });
    const documents = (part: 'train' | 'validation'): Set<string> =>
      new Set(rows?.[part].map((row) => (row as { id: string }).id.replace(/-\d+$/, '')));
    const [train, validation] = [documents('train'), documents('validation')];
    expect([...validation].filter((name) => train.has(name))).toEqual([]);
  });
});

/** A sentence in the forms of both sources. */
function sentence(id: string, tokens: readonly string[], tags: readonly string[]): readonly [string, string] {
  const comments = `# sent_id = ${id}\n`;
  const treebank = tokens.map((token, index) => `${index + 1}\t${token}\t_\tNOUN\t_\t_\t0\troot\t_\t_\n`);
  const names = tags.map((tag, index) => `${index + 1}\t${tokens[index] ?? 'other'}\t${tag}\t-\tann\n`);
  return [`${comments}${treebank.join('')}\n`, `${comments}${names.join('')}\n`];
}

it('joins the published files by sentence; entities of other tokens are not known', async () => {
  const folder = join(temporary(), 'published');
  mkdirSync(folder);
  const sentences = [
    sentence('weblog-a-0001', ['New', 'York', 'won'], ['B-LOC', 'I-LOC', 'O']),
    sentence('email-b-0001', ['I', 'saw', 'it'], ['O', 'B-OTHER', 'O']),
    sentence('email-b-0002', ['I', 'won'], ['O', 'O', 'B-PER']),
  ];
  for (const part of ['train', 'dev', 'test']) {
    writeFileSync(join(folder, `en_ewt-ud-${part}.conllu`), sentences.map(([text]) => text).join(''));
    writeFileSync(join(folder, `en_ewt-ud-${part}.iob2`), sentences.map(([, text]) => text).join(''));
  }
  const dataset = await load({ folder });
  expect(sizesOf(dataset)).toEqual([3, 3, 3]);
  expect(countsByName(dataset, dataset.splits.test, 'ner')).toMatchObject({ 'B-LOC': 1, 'I-LOC': 1, 'B-PER': 0, O: 4 });
  expect(dataset.splits.test.labels.ner?.mask).toEqual(Uint8Array.of(1, 1, 0));
  expect(countsByName(dataset, dataset.splits.test, 'genre')).toMatchObject({ weblog: 1, email: 2 });
});

it('names the line of a prepared file whose tags are not as many as its tokens', async () => {
  const folder = join(temporary(), 'prepared');
  mkdirSync(folder);
  const line = JSON.stringify({ id: 'weblog-1', tokens: ['a', 'b'], upos: ['X', 'X'], ner: ['O', 'O'] });
  for (const part of ['train-pos-only', 'dev', 'test']) writeFileSync(join(folder, `${part}.jsonl.gz`), `${line}\n`);
  const bad = JSON.stringify({ id: 'weblog-2', tokens: ['a', 'b'], upos: ['X'] });
  writeFileSync(join(folder, 'test.jsonl.gz'), `${line}\n${bad}\n`);
  await expect(load({ folder })).rejects.toThrow(/test\.jsonl\.gz: line 2: must have 2 texts in `upos`, received 1\.$/);
});
