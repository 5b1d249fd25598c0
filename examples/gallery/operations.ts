import { fit, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// A simulation: orders and demand that follow one hidden rate, with the scores of the best rule beside those of the model.
const seed = Number(process.env.SEED ?? 0);
const dataset = await datasets['order-book'].load({ seed });
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  encoder: mlp({ hidden: [32, 16] }),
  epochs: 40,
  batchSize: 64,
  learningRate: 0.003,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values, 'best', dataset.best?.[task]);
console.log(await model.predictRows([{ week: 48, visitors: 1500, price: 0.9, promotion: 1, lead: 2 }]));
await model.dispose();
