import type { CardTask, DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readNluCorpus } from '../readers/nlu-corpus.ts';
import type { RemoteFile } from '../remote/remote-file.ts';
import { splitRows } from './split-rows.ts';
import { textDataset } from './text-dataset.ts';

const upstream =
  'https://raw.githubusercontent.com/sebischair/NLU-Evaluation-Corpora/9bac08b980f0f570c4166e2d7243c2971df50d8f';

/** What is special to one of the corpora. */
export interface NluCorpus extends Pick<DatasetCard, 'name' | 'title' | 'examples' | 'description' | 'caution'> {
  /** The tasks, `intent` and `slots`. */
  readonly tasks: readonly CardTask[];
  /** Its file. */
  readonly file: Omit<RemoteFile, 'urls'>;
  /** How many training and test sentences it has. */
  readonly counts: readonly [train: number, test: number];
}

/**
 * A data set of one of the NLU evaluation corpora. They are small, so that words of one training sentence are known as well.
 *
 * @param corpus - What is special to it.
 */
export function nluDataset({ file, counts: [train, test], ...facts }: NluCorpus): DatasetEntry {
  const card: DatasetCard = {
    ...facts,
    modality: 'text',
    arrival: 'download',
    split: `as published: ${train} training and ${test} test sentences; a fifth of the training sentences at random for validation`,
    licence: 'CC BY-SA 3.0: share alike, so that it is never in a package',
    source: `github sebischair/NLU-Evaluation-Corpora @ 9bac08b, ${file.path}`,
    citation:
      'D. Braun, A. Hernandez-Mendez, F. Matthes, M. Langen. Evaluating Natural Language Understanding Services for Conversational ' +
      'Question Answering Systems. SIGDIAL 2017. https://aclanthology.org/W17-5522',
    files: [{ ...file, urls: [`${upstream}/${file.path}`] }],
  };
  return defineDataset(card, async (options, find) => {
    const sentences = await readNluCorpus(card.name, find(file.path));
    const own = sentences.map((sentence, index) => ({ ...sentence, index }));
    const { train: training, validation } = splitRows(
      own.filter((sentence) => sentence.training),
      { seed: options.seed, validation: 0.2, test: 0, groupOf: ({ index }) => String(index) },
    );
    return textDataset({
      ...options,
      name: card.name,
      rows: { train: training, validation, test: own.filter((sentence) => !sentence.training) },
      column: 'tokens',
      text: { minCount: 1 },
      tasks: { intent: { kind: 'multiclass' }, slots: { kind: 'tagging' } },
    });
  });
}
