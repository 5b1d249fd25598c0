import { adamw, hardSharing, textTransformer, transformerDecoder } from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';

import { askText } from '../ask-text.ts';
import type { GalleryEntry } from '../entry.ts';
import { type LabelledText, type LabelledTexts, mixedTexts } from '../mixed-texts.ts';
import { toneOfComments } from '../tone-of-comments.ts';

interface Request {
  readonly id: string;
  readonly language: string;
  readonly tokens: readonly string[];
  readonly intent: string;
  readonly slots: readonly string[];
}

/** English requests with intent, slots and the same request in German. */
async function requests(seed: number): Promise<LabelledTexts> {
  const { rows } = await datasets.xsid.load({ seed });
  const of = (split: keyof LabelledTexts): readonly LabelledText[] => {
    const all = (rows?.[split] ?? []) as readonly Request[];
    const german = new Map(all.flatMap(({ id, language, tokens }) => (language === 'de' ? [[id, tokens]] : [])));
    return all.flatMap(({ id, language, tokens, intent, slots }) =>
      language === 'en' ? [{ tokens, intent, slots, translation: german.get(id) ?? null }] : [],
    );
  };
  return { train: of('train'), validation: of('validation'), test: of('test') };
}

/** What a customer wants, the details, the same request in German, and the tone: one model of sentences. */
export const customerService: GalleryEntry = {
  name: 'customer-service',
  title: 'Customer service: intent, details, translation and tone of a request',
  summary: 'intent, slots and German translation of requests, and the tone of comments, in one model',
  tasks: [
    { name: 'intent', meaning: 'what is asked for, one of 16' },
    { name: 'slots', meaning: 'the details of the request: a BIO tag for each word' },
    { name: 'translation', meaning: 'the same request in German, word by word' },
    { name: 'tone', meaning: 'negative, neutral or positive, learnt of comments' },
  ],
  why:
    'All four need to know what words mean in their sentence. A translation says of each word what it stands for, which is what slots ask; the tone comes ' +
    'from other sentences and brings words that requests do not have.',
  datasets: ['xsid', 'goemotions'],
  training: {
    encoder: textTransformer({ blocks: 1, dropout: 0.2 }).config,
    architecture: hardSharing().config,
    optimizer: adamw().config,
    epochs: 14,
    batchSize: 16,
    learningRate: 0.002,
  },
  strategies: ['equal', 'uncertainty'],
  seeds: 3,
  async prepare({ seed, size }) {
    const tone = await toneOfComments({ train: 400, validation: 200, test: 400 }, seed);
    const { train, validation, test } = mixedTexts(await requests(seed), tone);
    const decoder = transformerDecoder({ blocks: 1, dropout: 0.2 });
    return fromTexts({
      rows: train,
      validationRows: validation,
      testRows: test,
      column: 'tokens',
      tasks: {
        intent: 'multiclass',
        slots: 'tagging',
        translation: { kind: 'generation', decoder, text: { minCount: 1 } },
        tone: 'multiclass',
      },
      text: { minCount: 1 },
      seed,
      ...(size !== undefined && { size }),
    });
  },
  ask: askText({ column: 'tokens', hint: 'a request in English', example: 'wake me at seven' }),
  ownData:
    'Your requests are rows: `{ tokens, intent, slots, translation }`, where what nobody labelled is `null`. `fromTexts` makes a data set of them as in ' +
    '`packages/benchmarks/src/gallery/entries/customer-service.ts`; comments with a tone may be further rows, without the other labels.',
  notes: [
    'The translator is a toy: it has seen 400 requests, writes small letters, and knows no word that is not among theirs.',
    'Requests are about alarms, reminders, weather, music, films and restaurants; the same 800 sentences were translated for all languages of the set.',
    'The tone is learnt of comments on Reddit, 400 of 43,410 for training so that no task has more rows than the others; nobody labelled the tone of the requests.',
  ],
};
