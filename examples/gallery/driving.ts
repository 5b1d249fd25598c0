import { fit, skipCnn } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// A simulation around real drawings of signs.
const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets['street-scenes'].load({ seed, size: 1500 });
const { model } = await fit({
  dataset,
  balancer: strategies['imtl-g'](), // Gradients of equal length: those of single pixels are short.
  encoder: skipCnn({ filters: [8, 16, 16] }),
  epochs: 6,
  batchSize: 32,
  learningRate: 0.003,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values, 'best', dataset.best?.[task]);
await model.dispose();
