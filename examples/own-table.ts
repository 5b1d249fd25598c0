import { fit } from '@equipoise/core';
import { fromTable, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Put the path of your own file here; this one is installed with @equipoise/datasets: four years of weather in Seattle.
const table = await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv');
const dataset = fromTable({
  table,
  inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' },
  targets: { weather: 'multiclass', temp_min: 'regression' },
});
const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 30, learningRate: 0.003 });

const { metrics } = await model.evaluate(dataset.splits.test ?? table); // Errors of temp_min are in °C.
for (const [task, values] of Object.entries(metrics)) console.log(task, values);

const [day] = await model.predictRows([{ precipitation: 12, temp_max: 9, wind: 4 }]); // A new row.
console.log(`${day?.weather.class}, ${day?.temp_min.toFixed(1)} °C at night`);
await model.dispose();
