import { fit, temperatureSampling, tokenEncoder } from '@equipoise/core';
import { datasets, fromTextSources } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Two sources that share no sentence: tagged sentences, and comments with their sentiment. One vocabulary, one encoder.
const seed = Number(process.env.SEED ?? 0);
const dataset = fromTextSources({
  name: 'language',
  column: 'text',
  text: { length: 40 },
  sources: {
    sentences: { ...(await textsOf('ewt-pos-ner', 'tokens')), tasks: { upos: 'tagging', ner: 'tagging' } },
    comments: { ...(await textsOf('goemotions', 'text')), tasks: { sentiment: 'multilabel' } },
  },
});
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: tokenEncoder({ embedding: 64, filters: [96], dropout: 0.3 }),
  sampler: temperatureSampling({ temperature: 2 }),
  epochs: 3,
  batchSize: 64,
  learningRate: 0.003,
  seed,
});
console.log((await model.evaluate(dataset.splits.test)).metrics);
await model.dispose();

/** The rows of a data set, with their texts or tokens in the column `text`. */
async function textsOf(name: 'ewt-pos-ner' | 'goemotions', column: string) {
  const { rows } = await datasets[name].load({ seed, download: true });
  const of = (split: 'train' | 'validation' | 'test'): object[] =>
    (rows?.[split] ?? []).map((row) => ({ ...row, text: row[column as keyof typeof row] }));
  return { rows: of('train'), validationRows: of('validation'), testRows: of('test') };
}
