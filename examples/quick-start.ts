import { fit } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const dataset = await datasets.penguins.load();
const { model, history, engine } = await fit({
  dataset,
  balancer: strategies.gradnorm({ alpha: 0.5 }),
  epochs: 40,
  batchSize: 32,
  learningRate: 0.002,
});

const { metrics } = await model.evaluate(dataset.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values);
console.log(`engine ${engine}, best epoch ${history.bestEpoch + 1}, mean weights:`, history.epochs.at(-1)?.meanWeights);
await model.dispose();
