import { fit, tabular } from '@equipoise/core';
import { fromTable, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const table = await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv');
const dataset = fromTable({
  table,
  inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' },
  targets: { weather: 'multiclass', temp_min: 'regression' },
});
const encoder = tabular({ hidden: [2] }); // So small that the two tasks compete for it.
for (const balancer of [
  strategies.equal(),
  strategies['dual-ascent']({ floors: ['weather.accuracy >= 0.8'] }), // On the validation rows.
]) {
  const { model, history } = await fit({ dataset, encoder, balancer, epochs: 20, batchSize: 32, learningRate: 0.01 });
  const { weather, temp_min: night } = history.epochs[history.bestEpoch]?.validation.metrics ?? {};
  console.log(balancer.name, weather?.accuracy?.toFixed(2), night?.rmse?.toFixed(2), ...history.notes);
  await model.dispose();
}
