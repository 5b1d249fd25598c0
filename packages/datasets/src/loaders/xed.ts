import { DataError, type Table, textAt } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const languages = ['de', 'es', 'fi', 'fr', 'pt_br'] as const;
const emotions = ['anger', 'anticipation', 'disgust', 'fear', 'joy', 'sadness', 'surprise', 'trust'];
const positive = ['joy', 'trust'];
const negative = ['anger', 'disgust', 'fear', 'sadness'];

const digests: Readonly<Record<(typeof languages)[number], readonly [sha256: string, contentSha256: string]>> = {
  de: [
    '58b497042c9ba2a9133afb572873dbdfda615e706d7264220135cbb97ea40f16',
    '92bfdc8b2a7765a376779dfb335fa5c25f8d48d2597a8224f04d8b344d7db9a8',
  ],
  es: [
    'fb413ee35507feddeb22307c820ba02c9eeba8b5c9b684b0fe8e1d1dd7935480',
    'e81905174695bfce3b88b3d449ddbf0c342c847328966b8fabf4f47739461e6b',
  ],
  fi: [
    '3eac9498979f1ec3185fc060ce801bed34d178d43b4bf78adedeb0de290d4ae2',
    '1ea6c995f32122dd584db4adbc1b8678ab6927c019b777e536458c5871270aab',
  ],
  fr: [
    '97c7ce07bf6f7e67bced6e7b38ddea74578fed5eb02b38123987cc148f9619c1',
    'f63cce0f9681687289725aaac4591bab0b389a74dd49df114394e88b4e65e543',
  ],
  pt_br: [
    '6b3afec73f9b0de0d0ba45e605535975099d820172ca040701aed465f6fec3a3',
    '9dfc337edcb438687679e6c2c5f58620bf8a4ee81054621967274a8011c83d13',
  ],
};

const card: DatasetCard = {
  name: 'xed',
  title: 'XED: emotions in film subtitles, with translations',
  modality: 'text',
  arrival: 'folder',
  examples: 6_140,
  tasks: [
    { name: 'emotions', kind: 'multilabel', meaning: 'which of 8 emotions; missing where nobody labelled the line' },
    {
      name: 'sentiment',
      kind: 'multilabel',
      meaning: 'positive (joy, trust), negative (anger, disgust, fear, sadness)',
    },
  ],
  split:
    'by film, at random: 70 % of the lines for training, 10 % for validation, 20 % for testing, as near as films allow',
  licence:
    'CC BY 4.0 as its authors state; the lines are film subtitles, whose owners were not asked, so that they are never in a package',
  source:
    'github Helsinki-NLP/XED @ 76666d2: its pairs of lines joined with its labels and its projected labels, a file en-XX.csv.gz for each language, with the ' +
    'columns film, year, en, XX, the eight emotions, neutral and label_from',
  citation:
    'E. Öhman, M. Pàmies, K. Kajava, J. Tiedemann. XED: A Multilingual Dataset for Sentiment Analysis and Emotion Detection. COLING 2020. ' +
    'https://aclanthology.org/2020.coling-main.575',
  description:
    'English lines of film subtitles with the emotions that readers saw in them, and their translations into German, Spanish, Finnish, French and ' +
    'Brazilian Portuguese. Translations are no task of the set: they are in the rows, by the language, for a task of the kind `generation`. A line that several films or languages share is ' +
    'one example for each film.',
  caution:
    'Short lines of a few films, without the picture; where no English label is known, it is the label of a translation (projection).',
  files: languages.map((language) => ({
    path: `en-${language}.csv.gz`,
    urls: [],
    sha256: digests[language][0],
    contentSha256: digests[language][1],
  })),
};

/** XED: emotions in film subtitles, with translations. */
export const xed: DatasetEntry = defineDataset(card, async (options, file) => {
  const lines = new Map<string, Record<string, unknown>>();
  for (const language of languages) {
    addLines(lines, await readCsv(file(`en-${language}.csv.gz`), { delimiter: ',' }), language);
  }
  const rows: readonly TextRow[] = [...lines.values()];
  return textDataset({
    ...options,
    name: card.name,
    rows: splitRows(rows, { seed: options.seed, validation: 0.1, test: 0.2, groupOf: ({ film }) => String(film) }),
    column: 'en',
    tasks: {
      emotions: { kind: 'multilabel', names: emotions },
      sentiment: { kind: 'multilabel', names: ['positive', 'negative'] },
    },
  });
});

/** Adds the lines of one language. The labels of an English line come before those of a translation. */
function addLines(lines: Map<string, Record<string, unknown>>, table: Table, language: string): void {
  const columns = new Map(table.columns.map((name) => [name, table.column(name)]));
  const cell = (name: string, row: number): string => {
    const column = columns.get(name);
    if (!column) throw new DataError(`${card.name}: en-${language}.csv.gz: must have a column "${name}".`);
    return textAt(column, row) ?? '';
  };
  for (let row = 0; row < table.rows; row += 1) {
    const [film, en] = [cell('film', row), cell('en', row)];
    const key = `${film}\t${en}`;
    const own = lines.get(key) ?? { film, en, from: '', emotions: null, sentiment: null };
    lines.set(key, own);
    own[language] = cell(language, row);
    const from = cell('label_from', row);
    if (from === '' || own.from === 'en' || (own.from !== '' && from !== 'en')) continue;
    const found = emotions.filter((emotion) => cell(emotion, row) === '1');
    const group = (name: string, members: readonly string[]): readonly string[] =>
      found.some((emotion) => members.includes(emotion)) ? [name] : [];
    own.from = from;
    own.emotions = found;
    own.sentiment = [...group('positive', positive), ...group('negative', negative)];
  }
}
