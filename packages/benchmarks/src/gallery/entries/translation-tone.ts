import { adamw, hardSharing, textTransformer, transformerDecoder } from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';

import { askText } from '../ask-text.ts';
import type { GalleryEntry } from '../entry.ts';
import { type LabelledText, type LabelledTexts, someTexts } from '../mixed-texts.ts';

/** Longer lines are left out. */
const longest = 10;

interface Line {
  readonly en: string;
  readonly es?: string;
  readonly emotions: readonly string[] | null;
}

/** English lines with their emotions and their translation into Spanish. */
async function lines(seed: number): Promise<LabelledTexts> {
  const { rows } = await datasets.xed.load({ seed });
  const isShort = (text: string): boolean => text.split(/\s+/).length <= longest;
  const of = (split: keyof LabelledTexts): readonly LabelledText[] =>
    ((rows?.[split] ?? []) as readonly Line[]).flatMap(({ en, es, emotions }) =>
      es && isShort(en) && isShort(es) ? [{ line: en, translation: es, emotions }] : [],
    );
  const all = { train: of('train'), validation: of('validation'), test: of('test') };
  return someTexts(all, { train: 1500, validation: 200, test: 400 }, seed);
}

/** A line of a film in Spanish, and the emotions in it: one model. */
export const translationTone: GalleryEntry = {
  name: 'translation-tone',
  title: 'Translation and tone: a line in Spanish, and the emotions in it',
  summary: 'Spanish translation and emotions of lines of films, in one model',
  tasks: [
    { name: 'translation', meaning: 'the line in Spanish' },
    { name: 'emotions', meaning: 'which of 8 emotions readers saw in it' },
  ],
  why: 'Whoever translates a line must understand its tone; words that are translated alike are often of one emotion.',
  datasets: ['xed'],
  training: {
    encoder: textTransformer({ blocks: 1, dropout: 0.2 }).config,
    architecture: hardSharing().config,
    optimizer: adamw().config,
    epochs: 12,
    batchSize: 16,
    learningRate: 0.002,
  },
  strategies: ['equal', 'uncertainty'],
  seeds: 5,
  async prepare({ seed, size }) {
    const { train, validation, test } = await lines(seed);
    return fromTexts({
      rows: train,
      validationRows: validation,
      testRows: test,
      column: 'line',
      tasks: {
        translation: { kind: 'generation', decoder: transformerDecoder({ blocks: 1, dropout: 0.2 }) },
        emotions: 'multilabel',
      },
      seed,
      ...(size !== undefined && { size }),
    });
  },
  ask: askText({ column: 'line', hint: 'a short line in English', example: 'I am so happy to see you' }),
  ownData:
    'Your texts are rows: `{ line, translation, emotions }`, with `null` where nobody labelled. `readParallelFiles`, `readParallelTsv` and `readTmx` read pairs of ' +
    'texts, `fromTexts` makes the data set.',
  notes: [
    'The translator is a toy: 1,500 lines of at most 10 words are far too few, and BLEU shows it. Subtitles are free translations of a few films.',
    'Films are in one split each; emotions are of readers who saw the line without the picture, some of them projected from the translation.',
    'The lines are of films whose owners were not asked: they are in no package, and none is shown here.',
  ],
};
