import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fit, loadModel } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTexts, type FromTextsOptions, readConll, readSlots } from '../src/index.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { equal, trainBriefly } from './support/train-briefly.ts';

const temporary = temporaryFolder();
const rows = [
  { tokens: ['play', 'Adele'], tags: ['O', 'B-artist'], intent: 'play', user: 1 },
  { tokens: ['rate', 'Emma', 'five'], tags: ['O', 'B-book', 'B-stars'], intent: 'rate', user: 1 },
  { tokens: ['play', 'Big', 'Star'], tags: ['O', 'B-artist', 'I-artist'], intent: 'play', user: 2 },
  { tokens: ['play', 'it'], tags: null, intent: 'play', user: 3 },
  { tokens: ['rate', 'it', 'one'], tags: ['O', null, 'B-stars'], intent: 'rate', user: 3 },
  { tokens: ['rate', 'Emma', 'two'], tags: ['O', 'B-book', 'B-stars'], intent: null, user: 4 },
];
const options = {
  rows,
  column: 'tokens',
  tasks: { intent: 'multiclass', tags: 'tagging' },
} as const satisfies FromTextsOptions;

/** Characters as the parts of words. */
const tokenizer = {
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'WhitespaceSplit' },
  post_processor: null,
  added_tokens: [],
  decoder: { type: 'BPEDecoder', suffix: '' },
  model: {
    type: 'BPE',
    merges: [],
    vocab: Object.fromEntries(Array.from('playrteihnow!').map((each, id) => [each, id])),
  },
};

describe('fromTexts', () => {
  it('deals rows by a rule, and takes the vocabulary of the training rows only', () => {
    const { splits, preprocessing, tasks } = fromTexts({ ...options, split: { time: 'user' }, text: { minCount: 1 } });
    expect([splits.train.size, splits.validation.size, splits.test?.size]).toEqual([4, 1, 1]);
    expect(preprocessing.inputs.text?.config.options).toMatchObject({
      vocabulary: expect.not.arrayContaining(['one', 'two']),
      length: 3,
    });
    expect(tasks.map(({ name, kind }) => [name, kind.names, kind.metrics[0]?.name])).toEqual([
      ['intent', ['play', 'rate'], 'accuracy'],
      ['tags', ['B-artist', 'B-book', 'B-stars', 'I-artist', 'O'], 'entity-f1'],
    ]);
    // The last row: its intent is missing. The one before it: a token without a tag.
    expect(splits.test?.labels.intent?.mask).toEqual(Uint8Array.of(0));
    expect(splits.validation.labels.tags?.values).toEqual(Int32Array.of(4, -1, 2));
  });

  it('takes rows of their own for validation and testing, whose tags are known as well', () => {
    const own = [{ tokens: ['call', 'Eve'], tags: ['O', 'B-name'], intent: 'call' }];
    const { splits, tasks } = fromTexts({ ...options, validationRows: own, testRows: own });
    expect([splits.train.size, splits.test?.size]).toEqual([6, 1]);
    expect(tasks[0]?.kind.names).toEqual(['call', 'play', 'rate']);
    expect(tasks[1]?.kind.names).toContain('B-name');
  });

  it.each([
    [{ tokens: ['play', 'it'], tags: ['O'] }, 'column "tags", row 7: must be a list of 2 tags, one for each token'],
    [{ tokens: 'play it', tags: ['O', 'O'] }, 'column "tokens", row 7: must be a list of tokens, as the row has tags'],
    [{ tokens: ['play'], tags: [3] }, 'column "tags", row 7: must be a list of tags among B-artist'],
  ])('names the row whose tags do not fit its tokens, case %#', (row, message) => {
    expect(() => fromTexts({ ...options, rows: [...rows, row], size: 6 })).toThrow(`texts: ${message}`);
  });

  it.each([
    [{ colunm: 'x' }, 'fromTexts: there is no option `colunm` (did you mean column?)'],
    [{ tasks: {} }, 'texts: option `tasks` must be at least one task'],
    [
      { tasks: { tags: 'taging' } },
      'tasks.tags` must be binary or multiclass or multilabel or regression or tagging or generation (did',
    ],
    [{ tasks: { tokens: 'tagging' } }, 'texts: option `column` must be a column that no task predicts'],
    [{ tasks: { tags: { kind: 'tagging', nmes: [] } } }, 'task tags: there is no option `nmes` (did you mean names?)'],
    [{ column: 'text' }, 'texts: the table must have a column "text"'],
    [{ testRows: rows, test: 0.1 }, 'texts: option `test` must be left out with a table of its own'],
  ])('refuses what it does not know, case %#', (wrong, message) => {
    expect(() => fromTexts({ ...options, ...(wrong as object) })).toThrow(message);
  });

  it('makes one data set of a CoNLL file and of files of slots with the same sentences', async () => {
    const sentences = rows.filter(({ tags }) => tags?.every((tag) => tag !== null));
    const folder = temporary();
    const write = (name: string, text: string): string => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const conll = write(
      'all.conll',
      sentences
        .map(({ tokens, tags }) => tokens.map((token, at) => `${token} ${tags?.[at] ?? ''}\n`).join(''))
        .join('\n'),
    );
    const line = (of: (row: (typeof sentences)[number]) => readonly (string | null)[]): string =>
      sentences.map((row) => `${of(row).join(' ')}\n`).join('');
    const slots = await readSlots({
      tokens: write(
        'seq.in',
        line(({ tokens }) => tokens),
      ),
      tags: write(
        'seq.out',
        line(({ tags }) => tags ?? []),
      ),
      labels: write(
        'label',
        line(({ intent }) => [intent ?? 'none']),
      ),
    });
    const columns = (await readConll(conll, { columns: ['tokens', 'tags'], separator: 'blank' })).map(
      (each) => each.columns,
    );
    const tasks = { tags: 'tagging' } as const;
    const [one, other] = [columns, slots].map((each) => fromTexts({ rows: each, column: 'tokens', tasks, seed: 3 }));
    expect(one?.splits).toEqual(other?.splits);
    expect(fromTexts({ rows: slots, column: 'tokens', tasks: { label: 'multiclass', ...tasks } }).tasks).toHaveLength(
      2,
    );
  });

  it('trains on texts of its own and predicts the tags of new ones', async () => {
    const many = Array.from({ length: 30 }, () => rows).flat();
    const dataset = fromTexts({ ...options, rows: many, text: { minCount: 1 } });
    const asked = [{ tokens: ['rate', 'Emma', 'one'] }];
    const { metrics, predictions } = await trainBriefly(dataset, { epochs: 20, batchSize: 20, rows: asked });
    expect(metrics.tags?.['entity-f1']).toBe(1);
    expect(predictions[0]).toMatchObject({ intent: { class: 'rate' }, tags: ['O', 'B-book', 'B-stars'] });
  });

  it.each([
    ['words', { tokens: 'words' }],
    ['characters', { tokens: 'characters', lowercase: false }],
    ['a tokenizer.json', { tokenizer }],
  ] as const)('a saved model has its own tokens: %s', async (_, text) => {
    const texts = ['Play it', 'play THAT', 'Rate it', 'rate that'].flatMap((each) => [`${each}!`, `${each} now`]);
    const table = texts.map((note) => ({ note, intent: note.slice(0, 4).toLowerCase() }));
    const dataset = fromTexts({ rows: table, column: 'note', tasks: { intent: 'binary' }, text, seed: 2 });
    const { model } = await fit({ dataset, balancer: equal, epochs: 2, engine: 'wasm', seed: 1 });
    const file = join(temporary(), 'texts.safetensors');
    model.save(file);
    const asked = [{ note: 'Play' }, { note: 'RATE it later' }, { note: null }];
    const expected = await model.predictRows(asked);
    await model.dispose();
    const loaded = loadModel(file);
    expect(await loaded.predictRows(asked)).toEqual(expected);
    expect(loaded.preprocessing?.config).toEqual(dataset.preprocessing.config);
    await loaded.dispose();
  });
});
