import { adamw, hardSharing, tokenEncoder } from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';

import { askText } from '../ask-text.ts';
import type { GalleryEntry } from '../entry.ts';
import { type LabelledText, type LabelledTexts, mixedTexts, someTexts } from '../mixed-texts.ts';
import { toneOfComments } from '../tone-of-comments.ts';

/** Longer sentences are left out. */
const longest = 40;

interface Sentence {
  readonly tokens: readonly string[];
  readonly upos: readonly string[];
  readonly ner?: readonly string[] | null;
}

/** Sentences of the web with parts of speech and entities: those without entities, which are many in the prepared form, are left out. */
async function sentences(seed: number): Promise<LabelledTexts> {
  const { rows } = await datasets['ewt-pos-ner'].load({ seed });
  const of = (split: keyof LabelledTexts): readonly LabelledText[] =>
    ((rows?.[split] ?? []) as readonly Sentence[])
      .filter(({ tokens, ner }) => ner && tokens.length <= longest)
      .map(({ tokens, upos, ner }) => ({ tokens, 'part-of-speech': upos, entities: ner }));
  const all = { train: of('train'), validation: of('validation'), test: of('test') };
  return someTexts(all, { train: 1200, validation: 400, test: 1000 }, seed);
}

/** Parts of speech, named entities and the tone of a sentence: one model of two sources that share no sentence. */
export const language: GalleryEntry = {
  name: 'language',
  title: 'Language: parts of speech, named entities and tone',
  summary: 'part of speech and named entities of each word, and the tone of the sentence, in one model of two sources',
  tasks: [
    { name: 'part-of-speech', meaning: 'the part of speech of each word, one of 17' },
    { name: 'entities', meaning: 'persons, organisations and places: a BIO tag for each word' },
    { name: 'tone', meaning: 'negative, neutral or positive, learnt of comments' },
  ],
  why:
    'A name is a proper noun, and what a sentence says is in its verbs and adjectives: parts of speech should help both. The tone comes from other sentences, ' +
    'and shares with the tags what words mean.',
  datasets: ['ewt-pos-ner', 'goemotions'],
  training: {
    encoder: tokenEncoder({ embedding: 64, filters: [96], dropout: 0.3 }).config,
    architecture: hardSharing().config,
    optimizer: adamw().config,
    epochs: 9,
    batchSize: 32,
    learningRate: 0.003,
  },
  strategies: ['equal', 'uncertainty'],
  seeds: 4,
  async prepare({ seed, size }) {
    const tone = await toneOfComments({ train: 1200, validation: 400, test: 1000 }, seed);
    const { train, validation, test } = mixedTexts(await sentences(seed), tone);
    return fromTexts({
      rows: train,
      validationRows: validation,
      testRows: test,
      column: 'tokens',
      tasks: { 'part-of-speech': 'tagging', entities: 'tagging', tone: 'multiclass' },
      seed,
      ...(size !== undefined && { size }),
    });
  },
  ask: askText({ column: 'tokens', hint: 'a sentence in English', example: 'I loved the food in London' }),
  ownData:
    'Your sentences are rows: `{ tokens, tags, label }`, with a tag for each token, and `null` where nobody labelled. `readConll` reads files of tagged sentences, ' +
    '`fromTexts` makes the data set.',
  notes: [
    'Sentences of at most 40 words of which entities are known, 1,200 of them for training, and as many comments: the published sets have ten and thirty times as many.',
    'Words are in small letters, which hides the best sign of a name.',
    'Readers of the comments agree on few of the emotions that the tone is made of.',
  ],
};
