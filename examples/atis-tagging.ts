import { fit, tokenEncoder } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets['ud-english-atis'].load({ seed, download: true }); // 4,274 questions to train on, 572 to choose by, 586 to report on.
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
