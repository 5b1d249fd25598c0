import { fit } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
// One house with all its sensors: energy, lights and the living room within the next hour.
const house = await datasets['appliances-energy'].load({ seed, size: 6000, download: true });
const { model, history } = await fit({
  dataset: house,
  balancer: strategies.pcgrad(),
  epochs: 12,
  batchSize: 64,
  diagnoseEvery: 10,
  seed,
});
const { metrics } = await model.evaluate(house.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values);
console.log(`best epoch ${history.bestEpoch + 1} of ${history.epochs.length}`);
await model.dispose();
