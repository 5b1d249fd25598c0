import { fit } from '@equipoise/core';
import { fromCsv, getDataset } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const [file] = await getDataset('iranian-churn'); // 3,150 customers: months of their subscription, and whether they left.
const dataset = await fromCsv(file?.file ?? '', {
  name: 'lifetimes',
  inputs: {
    'Call  Failure': 'numeric',
    Complains: 'numeric',
    'Seconds of Use': 'numeric',
    'Frequency of use': 'numeric',
    'Frequency of SMS': 'numeric',
    'Distinct Called Numbers': 'numeric',
    'Age Group': 'categorical',
    'Tariff Plan': 'categorical',
  },
  targets: { lifetime: { kind: 'survival', column: 'Subscription  Length', event: 'Churn' } },
  split: { group: 'Seconds of Use' }, // Rows that repeat others are in one split.
  seed,
});
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  epochs: 30,
  batchSize: 256,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
