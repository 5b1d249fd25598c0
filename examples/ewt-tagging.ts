import { fit, selectTasks, tokenEncoder } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const treebank = await datasets['ewt-pos-ner'].load({ seed, download: true }); // Parts of speech, and persons, organisations and places.
const dataset = selectTasks(treebank, ['upos', 'ner']);
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: tokenEncoder({ embedding: 64, filters: [128, 128], dropout: 0.2 }),
  epochs: 8,
  batchSize: 32,
  learningRate: 0.002,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
