import { fit, ndcg } from '@equipoise/core';
import { fromCsv, getDataset } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const seed = Number(process.env.SEED ?? 0);
const [file] = await getDataset('bike-sharing'); // 17,379 hours of 731 days: when are most bicycles rented?
const ranked = { kind: 'ranking', group: 'date', metrics: [ndcg({ k: 5 })] } as const;
const dataset = await fromCsv(file?.file ?? '', {
  name: 'hours',
  inputs: {
    hour: 'categorical',
    weekday: 'categorical',
    workingday: 'categorical',
    season: 'categorical',
    weather: 'categorical',
    temp: 'numeric',
    humidity: 'numeric',
    windspeed: 'numeric',
  },
  targets: { casual: ranked, registered: ranked }, // The hours of a day in the order of their riders of either kind.
  split: { group: 'date' },
  seed,
});
const { model } = await fit({
  dataset,
  balancer: strategies.equal(),
  epochs: 20,
  batchSize: 512,
  learningRate: 0.005,
  seed,
});
const { metrics } = await model.evaluate(dataset.splits.test);
console.log(JSON.stringify(metrics));
await model.dispose();
