import { fit, labelsOf } from '@equipoise/core';
import { fromTable } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

// Flats: each was seen, every fifth was sold for a price that is known. `null` says that nobody knows.
const flats = Array.from({ length: 600 }, (_, flat) => {
  const [area, floor] = [40 + ((flat * 7) % 60), flat % 9];
  return { area, floor, bright: floor > 3 ? 'yes' : 'no', price: flat % 5 === 0 ? 3 * area + 10 * floor : null };
});
const dataset = fromTable({
  table: flats,
  inputs: { area: 'numeric', floor: 'numeric' },
  targets: { bright: 'binary', price: 'regression' },
});
const { train } = dataset.splits;
for (const { name } of dataset.tasks) {
  const mask = labelsOf(train, name)?.mask;
  console.log(`${name}: ${mask ? mask.filter(Boolean).length : train.size} of ${train.size} rows have a label`);
}
const { model } = await fit({ dataset, balancer: strategies.uncertainty(), epochs: 60, learningRate: 0.01, seed: 1 });
const { metrics } = await model.evaluate(dataset.splits.test); // Of each task, over the rows that have its label.
console.log('bright', metrics.bright, 'price', metrics.price);
await model.dispose();
