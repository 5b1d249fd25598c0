import { type ClassPrediction, fit } from '@equipoise/core';
import { fromTable, readCsv, restore } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Put the path of your own file here; this one is installed with @equipoise/datasets: four years of weather in Seattle.
const table = await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv');
const dataset = fromTable({
  table,
  inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' },
  targets: { weather: 'multiclass', temp_min: 'regression' },
});
const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 30, learningRate: 0.003 });

const { metrics } = await model.evaluate(dataset.splits.test); // Errors of temp_min are in its standard deviations.
for (const [task, values] of Object.entries(metrics)) console.log(task, values);

const outputs = await model.predict(dataset.encode([{ precipitation: 12, temp_max: 9, wind: 4 }])); // A new row.
const sky = dataset.tasks[0]?.kind.decode(outputs.weather ?? []) as ClassPrediction;
const [night = Number.NaN] = outputs.temp_min ?? [];
const { temp_min: scale } = dataset.scales;
if (scale) console.log(`${sky.class}, ${restore(night, scale).toFixed(1)} °C at night`);
await model.dispose();
