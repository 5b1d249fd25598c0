import { fit, skipCnn } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const { tasks, ...emoji } = await datasets.twemoji.load({ seed }); // 3,491 drawings of 32 × 32 pixels on grounds of random colours.
const dataset = { ...emoji, tasks: tasks.filter(({ name }) => name === 'mask') }; // Which pixels are drawn?
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: skipCnn({ filters: [16, 32, 64] }),
  epochs: 8,
  batchSize: 32,
  learningRate: 0.005,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
