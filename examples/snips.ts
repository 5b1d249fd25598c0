import { fit, tokenEncoder } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets.snips.load({ seed, download: true }); // 13,084 requests to train on, 700 to choose by, 700 to report on.
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: tokenEncoder({ embedding: 100, filters: [128, 128], dropout: 0.3 }),
  epochs: 15,
  batchSize: 32,
  learningRate: 0.003,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
