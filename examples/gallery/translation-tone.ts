import { fit, textTransformer, transformerDecoder } from '@equipoise/core';
import { datasets, fromTexts } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

interface Line {
  readonly en: string;
  readonly es?: string;
  readonly emotions: readonly string[] | null;
}

// Short lines of films in English, in Spanish, and the emotions that readers saw in them.
const seed = Number(process.env.SEED ?? 0);
const { rows } = await datasets.xed.load({ seed });
const short = (of: readonly object[] = []): object[] =>
  (of as readonly Line[]).filter(({ en, es }) => es && en.split(' ').length <= 10).slice(0, 1500);
const dataset = fromTexts({
  rows: short(rows?.train),
  validationRows: short(rows?.validation),
  testRows: short(rows?.test),
  column: 'en',
  tasks: {
    es: { kind: 'generation', decoder: transformerDecoder({ blocks: 1, dropout: 0.2 }) },
    emotions: 'multilabel',
  },
  seed,
});
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: textTransformer({ blocks: 1, dropout: 0.2 }),
  epochs: 12,
  batchSize: 16,
  learningRate: 0.002,
  seed,
});
console.log((await model.evaluate(dataset.splits.test)).metrics);
await model.dispose();
