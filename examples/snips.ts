import { cosine, fit, lstm } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets.snips.load({ seed, download: true }); // 13,084 requests to train on, 700 to choose by, 700 to report on.
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: lstm({ embedding: 100, units: 128, layers: 2, dropout: 0.5 }),
  epochs: 20,
  batchSize: 64,
  learningRate: 0.003,
  schedule: cosine(),
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
