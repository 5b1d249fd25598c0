import { fit } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets.adult.load({ seed, download: true }); // 29,305 persons to train on, 3,256 to choose by, 16,281 to report on.
const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 10, batchSize: 128, seed });
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
