import { DataError } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { dataFile } from '../parse/data-file.ts';
import { allLines, lineError, type LineFile } from '../readers/lines.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const card: DatasetCard = {
  name: 'compiler-messages',
  title: 'Messages of the TypeScript compiler in 14 languages',
  modality: 'text',
  arrival: 'embedded',
  examples: 29_708,
  tasks: [
    { name: 'category', kind: 'multiclass', meaning: 'an error (63 %), a message or a suggestion' },
    { name: 'group', kind: 'multiclass', meaning: 'what it is about, by the thousands of its number, one of 11' },
    { name: 'language', kind: 'multiclass', meaning: 'the language that it is written in, one of 14' },
  ],
  split:
    'by message, at random: 80 % for training, 10 % for validation, 10 % for testing; a message and its translations stay together',
  licence: 'Apache-2.0',
  source: 'npm typescript@6.0.3, https://github.com/microsoft/TypeScript',
  citation: 'Microsoft. TypeScript 6.0. https://www.typescriptlang.org',
  description:
    '2,122 messages of the TypeScript compiler in English with their translations into Czech, German, Spanish, French, Italian, Japanese, Korean, Polish, ' +
    'Brazilian Portuguese, Russian, Turkish and simplified and traditional Chinese. The translation is no task of the set: the English message is in the rows, as ' +
    '`english`, for a task of the kind `generation`.',
  caution: 'Technical text; many messages differ in a few words. The category nearly follows from the group.',
};

/** What messages are about, by the thousands of their number. */
const groups: ReadonlyMap<number, string> = new Map([
  [1, 'syntax'],
  [2, 'types'],
  [4, 'declarations'],
  [5, 'options'],
  [6, 'command line'],
  [69, 'command line'],
  [7, 'implicit any'],
  [8, 'JavaScript'],
  [9, 'isolated declarations'],
  [17, 'other errors'],
  [18, 'other errors'],
  [80, 'suggestions'],
  [90, 'fixes'],
  [95, 'fixes'],
]);

/** Messages of the TypeScript compiler: category, group and language. */
export const compilerMessages: DatasetEntry = defineDataset(card, async (options) => {
  const { name } = card;
  const file: LineFile = { owner: name, path: dataFile(name, 'compiler-messages.tsv.gz'), form: 'a table of tabs' };
  const [header = '', ...lines] = await allLines(file);
  const [, , ...languages] = header.split('\t');
  const rows = lines.flatMap((line, index): TextRow[] => {
    const [code = '', category = '', ...texts] = line.split('\t');
    const group = groups.get(Math.floor(Number(code) / 1000));
    if (group === undefined || texts.length !== languages.length) {
      throw lineError(file, index + 2, `be a message in ${languages.length} languages, of a known group`);
    }
    return texts.map((text, at) => ({ code, category, group, language: languages[at], text, english: texts[0] }));
  });
  if (rows.length !== card.examples) {
    throw new DataError(`${name}: ${file.path}: must have ${card.examples} messages, received ${rows.length}.`);
  }
  return textDataset({
    ...options,
    name,
    rows: splitRows(rows, { seed: options.seed, validation: 0.1, test: 0.1, groupOf: ({ code }) => String(code) }),
    column: 'text',
    text: { length: 40 },
    tasks: {
      category: { kind: 'multiclass', names: ['error', 'message', 'suggestion'] },
      group: { kind: 'multiclass', names: [...new Set(groups.values())] },
      language: { kind: 'multiclass', names: languages },
    },
  });
});
