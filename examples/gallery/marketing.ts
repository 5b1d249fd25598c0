import { fit, selectTasks } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const customers = await datasets['iranian-churn'].load({ seed, download: true });
const dataset = selectTasks(customers, ['churn', 'value', 'tariff']);
const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 40, batchSize: 32, seed });

const { metrics } = await model.evaluate(customers.splits.test);
for (const [task, values] of Object.entries(metrics)) console.log(task, values);

const [answer] = await model.predictRows([
  {
    'Call  Failure': 8,
    'Subscription  Length': 30,
    'Seconds of Use': 4500,
    'Frequency of use': 70,
    'Frequency of SMS': 60,
    'Distinct Called Numbers': 25,
  },
]);
console.log(answer);
await model.dispose();
