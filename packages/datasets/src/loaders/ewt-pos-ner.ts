import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import type { RemoteFile } from '../remote/remote-file.ts';
import {
  entityTags,
  readTaggedJsonl,
  readTreebank,
  type TaggedSentence,
  universalTags,
} from '../readers/tagged-sentences.ts';
import { orPrepared } from '../text/or-prepared.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset, type TextDatasetOptions, type TextRow } from '../text/text-dataset.ts';

const raw = 'https://raw.githubusercontent.com';
const treebank = `${raw}/UniversalDependencies/UD_English-EWT/15d613d8447b3478787d4c278730a1e48a945efb`;
const names = `${raw}/UniversalNER/UNER_English-EWT/8ed072de2fd24022cc62458997fe96a8fe191ea4`;

const card: DatasetCard = {
  name: 'ewt-pos-ner',
  title: 'English Web Treebank with named entities',
  modality: 'text',
  arrival: 'download',
  examples: 16_622,
  tasks: [
    { name: 'upos', kind: 'tagging', meaning: 'the universal part of speech of each token, one of 17' },
    { name: 'ner', kind: 'tagging', meaning: 'the BIO tag of each token: persons, organisations, places' },
    {
      name: 'genre',
      kind: 'multiclass',
      meaning: 'where the sentence is from: answers, e-mail, newsgroup, reviews, weblog',
    },
  ],
  split: 'as published: 12,544 training, 2,001 validation and 2,077 test sentences; of the prepared form see below',
  licence: 'CC BY-SA 4.0 (annotations): share alike, so that it is never in a package',
  source: 'github UniversalDependencies/UD_English-EWT @ 15d613d and github UniversalNER/UNER_English-EWT @ 8ed072d',
  citation:
    'N. Silveira et al. A Gold Standard Dependency Corpus for English. LREC 2014. S. Mayhew et al. Universal NER: A Gold-Standard ' +
    'Multilingual Named Entity Recognition Benchmark. NAACL 2024. https://aclanthology.org/2024.naacl-long.243',
  description:
    'Sentences of the web, with the part of speech of each word and the named entities: two sources of labels on the same sentences. Sentences are ' +
    'cut after 64 tokens. A folder may hold a prepared form of it (train-pos-only.jsonl.gz, dev.jsonl.gz, test.jsonl.gz), a conversion without the ' +
    'entities of the training sentences: three quarters of the documents of dev are for training then, one quarter for validation.',
  caution: 'In the prepared form ner is known of about one training sentence in ten.',
  files: ['train', 'dev', 'test'].flatMap((part): RemoteFile[] => [
    { path: `en_ewt-ud-${part}.conllu`, urls: [`${treebank}/en_ewt-ud-${part}.conllu`] },
    { path: `en_ewt-ud-${part}.iob2`, urls: [`${names}/en_ewt-ud-${part}.iob2`] },
  ]),
};

/** The genre is what an id begins with. */
function toRows(sentences: readonly TaggedSentence[]): readonly TextRow[] {
  return sentences.map((sentence) => ({ ...sentence, genre: sentence.id.split('-', 1)[0] ?? '' }));
}

function dataset(rows: Pick<TextDatasetOptions, 'rows' | 'seed' | 'size'>): ReturnType<typeof textDataset> {
  return textDataset({
    ...rows,
    name: card.name,
    column: 'tokens',
    text: { tokens: 'whitespace', length: 64 },
    tasks: {
      upos: { kind: 'tagging', names: universalTags },
      ner: { kind: 'tagging', names: entityTags },
      genre: { kind: 'multiclass', names: ['answers', 'email', 'newsgroup', 'reviews', 'weblog'] },
    },
  });
}

const published = defineDataset(card, async (options, file) => {
  const read = async (part: string): Promise<readonly TextRow[]> =>
    toRows(await readTreebank(file(`en_ewt-ud-${part}.conllu`), file(`en_ewt-ud-${part}.iob2`)));
  return dataset({
    ...options,
    rows: { train: await read('train'), validation: await read('dev'), test: await read('test') },
  });
});

const preparedFiles = ['train-pos-only.jsonl.gz', 'dev.jsonl.gz', 'test.jsonl.gz'];
const prepared = defineDataset(
  { ...card, files: preparedFiles.map((path) => ({ path, urls: [] })) },
  async (options, file) => {
    const [train = [], dev = [], test = []] = await Promise.all(
      preparedFiles.map(async (path) => toRows(await readTaggedJsonl(file(path)))),
    );
    const documentOf = ({ id }: TextRow): string => String(id).replace(/-\d+$/, '');
    const { train: more, validation } = splitRows(dev, {
      seed: options.seed,
      validation: 0.25,
      test: 0,
      groupOf: documentOf,
    });
    return dataset({ ...options, rows: { train: [...train, ...more], validation, test } });
  },
);

/** The English Web Treebank: parts of speech and named entities on the same sentences. */
export const ewtPosNer: DatasetEntry = orPrepared(published, prepared, 'dev.jsonl.gz');
