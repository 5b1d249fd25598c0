import { fit, selectTasks, skipCnn } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const dataset = selectTasks(await datasets.twemoji.load({ seed, size: 1000 }), ['category', 'mask']);
const { model } = await fit({
  dataset,
  balancer: strategies['imtl-g'](),
  encoder: skipCnn({ filters: [8, 16, 16] }),
  epochs: 6,
  batchSize: 32,
  learningRate: 0.003,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values);
await model.dispose();
