import { type Dataset, fit, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const options = { seed, size: 4000, download: true };
// Nothing relates the three tables, so each has a model; the tasks of one table share it.
const tables: Readonly<Record<string, Dataset>> = {
  demand: selectTasks(await datasets['bike-sharing'].load(options), ['casual', 'registered']),
  risk: selectTasks(await datasets['credit-default'].load(options), ['default']),
  customers: selectTasks(await datasets['telco-churn'].load(options), ['churn', 'monthly-charges']),
};
for (const [name, dataset] of Object.entries(tables)) {
  const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 15, batchSize: 64, seed });
  const { metrics } = await model.evaluate(dataset.splits.test);
  console.log(name, metrics, `${model.parameterCount} parameters`);
  await model.dispose();
}
