import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { allLines, lineError, type LineFile } from '../readers/lines.ts';
import { orPrepared } from '../text/or-prepared.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';

const upstream = 'https://github.com/google-research/google-research/raw/master/goemotions/data';

const card: DatasetCard = {
  name: 'goemotions',
  title: 'GoEmotions',
  modality: 'text',
  arrival: 'download',
  examples: 54_263,
  tasks: [
    { name: 'emotions', kind: 'multilabel', meaning: 'which of 27 emotions, or neutral; one in six has several' },
    {
      name: 'sentiment',
      kind: 'multilabel',
      meaning: 'the groups of the emotions: positive, negative, ambiguous, neutral',
    },
  ],
  split: 'as published: 43,410 training, 5,426 validation and 5,427 test comments',
  licence: 'CC BY 4.0 (Google Research)',
  source: 'github google-research/google-research, goemotions/data',
  citation:
    'D. Demszky et al. GoEmotions: A Dataset of Fine-Grained Emotions. ACL 2020. https://aclanthology.org/2020.acl-main.372',
  description:
    'English comments of Reddit of up to 33 words, with the emotions that at least two of three to five readers saw in them; names are [NAME].',
  caution:
    'Readers were from India, and comments are of an American forum; readers agree on few of the rare emotions. The sentiment follows from the emotions.',
  files: [
    {
      path: 'train.tsv',
      urls: [`${upstream}/train.tsv`],
      bytes: 3_519_053,
      sha256: '1c254a142be5c00e80d819b9ae1bbd36d94b2eeb8f4b1271846508d57e57d9c5',
    },
    {
      path: 'dev.tsv',
      urls: [`${upstream}/dev.tsv`],
      bytes: 439_059,
      sha256: '575489c079c9de1097062a01738f998590d6b7ead66dd1c9fd1d2ba01fd8bc62',
    },
    {
      path: 'test.tsv',
      urls: [`${upstream}/test.tsv`],
      bytes: 436_706,
      sha256: '0587b2dd8b27b97352adbfc3fb083d46005c8946657fdc2b1ca8b1cc7f1f8be4',
    },
  ],
};

/** The emotions by their number in the files. */
const emotions = (
  'admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval disgust embarrassment ' +
  'excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse sadness surprise neutral'
).split(' ');

/** The groups of the paper's figure 2 and of the repository's sentiment_mapping.json. */
const groups: Readonly<Record<string, readonly string[]>> = {
  positive: 'admiration amusement approval caring desire excitement gratitude joy love optimism pride relief'.split(
    ' ',
  ),
  negative:
    'anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness'.split(
      ' ',
    ),
  ambiguous: 'confusion curiosity realization surprise'.split(' '),
  neutral: ['neutral'],
};

function toRow(file: LineFile, line: string, number: number): TextRow {
  const [text = '', labels = '', ...more] = line.split('\t');
  const indices = labels.split(',').map(Number);
  if (more.length !== 1 || text === '' || !/^\d+(?:,\d+)*$/.test(labels) || indices.some((index) => index > 27)) {
    throw lineError(file, number, 'be a text, numbers of emotions from 0 to 27 and an id, separated by tabs');
  }
  const own = indices.map((index) => emotions[index] ?? '');
  const sentiment = Object.keys(groups).filter((group) => own.some((emotion) => groups[group]?.includes(emotion)));
  return { text, emotions: own, sentiment };
}

function entry(own: DatasetCard, suffix: string): DatasetEntry {
  return defineDataset(own, async (options, find) => {
    const read = async (part: string): Promise<readonly TextRow[]> => {
      const file: LineFile = { owner: card.name, path: find(`${part}.tsv${suffix}`), form: 'a table of tabs' };
      return (await allLines(file)).map((line, index) => toRow(file, line, index + 1));
    };
    return textDataset({
      ...options,
      name: card.name,
      rows: { train: await read('train'), validation: await read('dev'), test: await read('test') },
      column: 'text',
      text: { length: 40 },
      tasks: {
        emotions: { kind: 'multilabel', names: emotions },
        sentiment: { kind: 'multilabel', names: Object.keys(groups) },
      },
    });
  });
}

const compressed = ['train', 'dev', 'test'].map((part) => ({ path: `${part}.tsv.gz`, urls: [] }));

/** GoEmotions: emotions in comments, and the groups that they belong to. The files may be compressed with gzip. */
export const goemotions: DatasetEntry = orPrepared(
  entry(card, ''),
  entry({ ...card, files: compressed }, '.gz'),
  'train.tsv.gz',
);
