import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { recommend } from '@equipoise/benchmarks';
import { loadModel } from '@equipoise/core';
import { fromTable, readCsv } from '@equipoise/datasets';

// Put the path of your own file here.
const table = await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv');

/** The rows of the table, split anew for each seed. */
function split(seed: number) {
  return fromTable({
    name: 'weather',
    table,
    inputs: { precipitation: 'numeric', temp_max: 'numeric' },
    targets: { weather: 'multiclass', temp_min: 'regression', wind: 'regression' },
    seed,
  });
}

const { verdict, recommendation, delta, model } = await recommend(split(0), {
  out: mkdtempSync(join(tmpdir(), 'recommend-')),
  budget: { trials: 30 }, // { seconds: 600 } is ten minutes
  training: { epochs: 5, learningRate: 0.005 },
  engine: 'wasm',
  split,
  onStage: ({ stage }) => console.log(stage),
});
console.log(verdict);
console.log(recommendation.groups, delta.wind);

for (const { file, tasks } of model) {
  const loaded = loadModel(file);
  const [row] = await loaded.predictRows([{ precipitation: 9, temp_max: 8 }]);
  console.log(tasks, row);
  await loaded.dispose();
}
