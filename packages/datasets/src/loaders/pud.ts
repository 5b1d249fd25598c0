import type { DatasetCard, DatasetEntry } from '../card.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { defineDataset } from '../define-dataset.ts';
import {
  entityTags,
  readTaggedJsonl,
  readTreebank,
  type TaggedSentence,
  universalTags,
} from '../readers/tagged-sentences.ts';
import type { RemoteFile } from '../remote/remote-file.ts';
import { orPrepared } from '../text/or-prepared.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset } from '../text/text-dataset.ts';

const raw = 'https://raw.githubusercontent.com';
const sources = {
  en: [
    `${raw}/UniversalDependencies/UD_English-PUD/f16eba4ae7f3d161870ed320676c5088b8fa476c`,
    `${raw}/UniversalNER/UNER_English-PUD/07ea0553144e3fcf3d6633efe2a075b725a0d262`,
  ],
  de: [
    `${raw}/UniversalDependencies/UD_German-PUD/ff80846ae60a0a70fc4d6251ef73e6a483a620ee`,
    `${raw}/UniversalNER/UNER_German-PUD/47eb039b6d80079b280ba70efe4136413fb7af9c`,
  ],
} as const;
const languages = ['en', 'de'] as const;

const card: DatasetCard = {
  name: 'pud',
  title: 'Parallel Universal Dependencies, English and German',
  modality: 'text',
  arrival: 'download',
  examples: 2000,
  tasks: [
    { name: 'upos', kind: 'tagging', meaning: 'the universal part of speech of each token, one of 17' },
    {
      name: 'ner',
      kind: 'tagging',
      meaning: 'the BIO tag of each token: persons, organisations, places; not known of 4 sentences a language',
    },
  ],
  split:
    'by document, at random: 70 % for training, 10 % for validation, 20 % for testing; a sentence and its translation stay together',
  licence: 'CC BY-SA 3.0: share alike, so that it is never in a package',
  source:
    'github UniversalDependencies/UD_English-PUD @ f16eba4, UD_German-PUD @ ff80846; UniversalNER/UNER_English-PUD @ 07ea055, ' +
    'UNER_German-PUD @ 47eb039',
  citation:
    'D. Zeman et al. CoNLL 2017 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies. CoNLL 2017. S. Mayhew et al. ' +
    'Universal NER: A Gold-Standard Multilingual Named Entity Recognition Benchmark. NAACL 2024. https://aclanthology.org/2024.naacl-long.243',
  description:
    '1,000 sentences of news and of Wikipedia, each in English and in German. No task predicts the translation: it is in the rows, as ' +
    '`translation`. A folder may hold a prepared form of it (en.jsonl.gz, de.jsonl.gz), a conversion of the same sentences.',
  caution: 'Small: for studies with few labels.',
  files: languages.flatMap((language): RemoteFile[] => {
    const [treebank, names] = sources[language];
    const file = `${language}_pud-ud-test`;
    return [
      { path: `${file}.conllu`, urls: [`${treebank}/${file}.conllu`] },
      { path: `${file}.iob2`, urls: [`${names}/${file}.iob2`] },
    ];
  }),
};

async function build(
  options: CompleteLoadOptions,
  read: (language: string) => Promise<readonly TaggedSentence[]>,
): Promise<ReturnType<typeof textDataset>> {
  const [english, german] = [await read('en'), await read('de')];
  const translated = (
    own: readonly TaggedSentence[],
    others: readonly TaggedSentence[],
    language: string,
  ): object[] => {
    const other = new Map(others.map(({ id, tokens }) => [id, tokens]));
    return own.map((sentence) => ({ ...sentence, language, translation: other.get(sentence.id) ?? null }));
  };
  const rows = [...translated(english, german, 'en'), ...translated(german, english, 'de')] as Readonly<
    Record<string, unknown>
  >[];
  return textDataset({
    ...options,
    name: card.name,
    rows: splitRows(rows, {
      seed: options.seed,
      validation: 0.1,
      test: 0.2,
      groupOf: ({ id }) => String(id).slice(0, 6),
    }),
    column: 'tokens',
    text: { tokens: 'whitespace' },
    tasks: { upos: { kind: 'tagging', names: universalTags }, ner: { kind: 'tagging', names: entityTags } },
  });
}

const published = defineDataset(card, (options, file) =>
  build(options, (language) =>
    readTreebank(file(`${language}_pud-ud-test.conllu`), file(`${language}_pud-ud-test.iob2`)),
  ),
);

const prepared = defineDataset(
  { ...card, files: languages.map((language) => ({ path: `${language}.jsonl.gz`, urls: [] })) },
  (options, file) => build(options, (language) => readTaggedJsonl(file(`${language}.jsonl.gz`))),
);

/** PUD: part of speech and named entities of the same sentences in two languages. */
export const pud: DatasetEntry = orPrepared(published, prepared, 'en.jsonl.gz');
