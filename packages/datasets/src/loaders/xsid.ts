import { isRecord } from '@equipoise/core';

import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { readConll } from '../readers/conll.ts';
import { jsonLines, textField, textsField } from '../readers/json-lines.ts';
import { lineError, type LineFile } from '../readers/lines.ts';
import type { RemoteFile } from '../remote/remote-file.ts';
import { orPrepared } from '../text/or-prepared.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const upstream = 'https://raw.githubusercontent.com/mainlp/xsid/761d926c3f2e9f6bea13192d2f39cec1d04d9777/data/xSID-0.7';
const languages = ['en', 'ar', 'da', 'de', 'id', 'it', 'kk', 'lt', 'nl', 'sr', 'tr', 'zh'];
const parts = ['test', 'valid'] as const;

const card: DatasetCard = {
  name: 'xsid',
  title: 'xSID: assistant requests in 12 languages',
  modality: 'text',
  arrival: 'download',
  examples: 9600,
  tasks: [
    { name: 'intent', kind: 'multiclass', meaning: 'what is asked for, one of 16; that of the English sentence' },
    { name: 'slots', kind: 'tagging', meaning: 'the BIO tag of each token' },
  ],
  split:
    'the 500 sentences of the published test file, in 12 languages each, are for training, a fifth of them at random for validation; the 300 of the ' +
    'validation file for testing. A sentence and its translations stay together',
  licence: 'CC BY-SA 4.0: share alike, so that it is never in a package',
  source: 'github mainlp/xsid @ 761d926, data/xSID-0.7',
  citation:
    'R. van der Goot et al. From Masked Language Modeling to Translation: Non-English Auxiliary Tasks Improve Zero-shot Spoken Language ' +
    'Understanding. NAACL 2021. https://aclanthology.org/2021.naacl-main.197',
  description:
    '800 requests to an assistant in English, with their translations into Arabic, Danish, German, Indonesian, Italian, Kazakh, Lithuanian, Dutch, ' +
    'Serbian, Turkish and Chinese. The translation is no task of the set: the English sentence is in the rows, as `english`, for a task of the kind `generation`. A folder may hold a prepared ' +
    'form of it (test.jsonl.gz, valid.jsonl.gz), a conversion of the same sentences. Japanese is left out: its file has half of them.',
  caution:
    'The published training sentences are English only; part of them is in SNIPS. A few intents are in one of the two files only.',
  files: parts.flatMap((part) =>
    languages.map((language): RemoteFile => ({
      path: `${language}.${part}.conll`,
      urls: [`${upstream}/${language}.${part}.conll`],
    })),
  ),
};

type Part = (typeof parts)[number];

async function build(
  options: CompleteLoadOptions,
  read: (part: Part) => Promise<readonly TextRow[]>,
): Promise<ReturnType<typeof textDataset>> {
  const dealt = splitRows(await read('test'), {
    seed: options.seed,
    validation: 0.2,
    test: 0,
    groupOf: ({ id }) => String(id),
  });
  return textDataset({
    ...options,
    name: card.name,
    rows: { ...dealt, test: await read('valid') },
    column: 'tokens',
    text: { tokens: 'whitespace' },
    tasks: { intent: { kind: 'multiclass' }, slots: { kind: 'tagging' } },
  });
}

const published = defineDataset(card, (options, find) =>
  build(options, async (part) => {
    const english = new Map<string, { readonly intent: string; readonly text: string }>();
    const rows: TextRow[] = [];
    for (const language of languages) {
      const file: LineFile = { owner: card.name, path: find(`${language}.${part}.conll`), form: 'CoNLL' };
      for (const { columns, comments, line } of await readConll(file.path, {
        columns: ['id', 'form', 'intent', 'slots'],
      })) {
        const [id, intent] = [comments.get('id'), comments.get('intent')];
        if (id === undefined || intent === undefined)
          throw lineError(file, line, 'come after comments with id and intent');
        if (language === 'en') english.set(id, { intent, text: comments.get('text') ?? '' });
        const own = english.get(id);
        if (!own) throw lineError(file, line, `be a translation of an English sentence, there is none of id ${id}`);
        rows.push({
          id: `${part}-${id}`,
          language,
          tokens: columns.form,
          slots: columns.slots,
          intent: own.intent,
          english: own.text,
        });
      }
    }
    return rows;
  }),
);

const prepared = defineDataset(
  { ...card, files: parts.map((part) => ({ path: `${part}.jsonl.gz`, urls: [] })) },
  (options, find) =>
    build(options, async (part) => {
      const file: LineFile = { owner: card.name, path: find(`${part}.jsonl.gz`), form: 'JSON lines' };
      const rows: TextRow[] = [];
      for await (const { row, line } of jsonLines(file.path, file.owner)) rows.push(...sentence(file, line, row));
      return rows;
    }),
);

/** The sentence of a line in each language. */
function sentence(file: LineFile, line: number, row: TextRow): readonly TextRow[] {
  const place = (name: string): Parameters<typeof textField>[1] => ({ file, line, name });
  const given: unknown = row.languages;
  const of = (language: string): TextRow => {
    const own = isRecord(given) ? given[language] : undefined;
    if (isRecord(own)) return own;
    throw lineError(file, line, `have the language ${language}`);
  };
  const [id, intent] = [textField(row.id, place('id')), textField(row.intent, place('intent'))];
  const english = textField(of('en').text, place('en.text'));
  return languages.map((language) => {
    const own = of(language);
    const tokens = textsField(own.tokens, place(`${language}.tokens`));
    const slots = textsField(own.slots, place(`${language}.slots`), tokens.length);
    return { id, language, tokens, slots, intent, english };
  });
}

/** xSID: intent and slots of the same requests in 12 languages. */
export const xsid: DatasetEntry = orPrepared(published, prepared, 'test.jsonl.gz');
