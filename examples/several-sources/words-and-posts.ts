import { fit, temperatureSampling, tokenEncoder } from '@equipoise/core';
import { datasets, fromTextSources } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const dataset = fromTextSources({
  name: 'words-and-posts',
  column: 'text',
  text: { length: 48 }, // One vocabulary, learnt from both: one input, one encoder.
  sources: {
    words: { ...(await textsOf('ewt-pos-ner', 'tokens')), tasks: { upos: 'tagging' } },
    posts: { ...(await textsOf('goemotions', 'text')), tasks: { sentiment: 'multilabel' } },
  },
});
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: tokenEncoder({ embedding: 64, filters: [96, 96], dropout: 0.2 }),
  sampler: temperatureSampling({ temperature: 2 }), // The smaller source gets more of each batch than its size says.
  epochs: 4,
  batchSize: 64,
  learningRate: 0.002,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();

/** The rows of a data set, with their texts or tokens in the column `text`. */
async function textsOf(name: 'ewt-pos-ner' | 'goemotions', column: string) {
  const { rows } = await datasets[name].load({ seed, download: true });
  const of = (split: 'train' | 'validation' | 'test'): object[] =>
    (rows?.[split] ?? []).map((row) => ({ ...row, text: row[column as keyof typeof row] }));
  return { rows: of('train'), validationRows: of('validation'), testRows: of('test') };
}
