import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fit } from '@equipoise/core';
import { fromCsv, fromJsonl, fromRows, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';

const columns = {
  inputs: { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' },
  targets: { weather: 'multiclass', temp_min: 'regression' },
} as const;

// Put the path of your own file here: it may be larger than memory.
const path = 'node_modules/@equipoise/datasets/data/seattle-weather.csv';
const dataset = await fromCsv(path, columns);
const { model } = await fit({ dataset, balancer: strategies.equal(), epochs: 2, engine: 'wasm' });
console.log(dataset.splits.train.size, model.trained?.epochs); // 877 2
await model.dispose();
dataset.close();

// Rows of a database cursor or a generator, one after the other.
function* rows(): Generator<object> {
  for (let day = 0; day < 100; day += 1) {
    yield {
      precipitation: day % 7,
      temp_max: 20 - (day % 9),
      wind: day % 5,
      weather: day % 7 > 3 ? 'rain' : 'sun',
      temp_min: 9,
    };
  }
}
const generated = await fromRows(rows(), columns);
console.log(generated.splits.train.size); // 60

// JSON lines: an object in each line.
const file = join(mkdtempSync(join(tmpdir(), 'own-files-')), 'days.jsonl');
writeFileSync(file, [...rows()].map((row) => JSON.stringify(row)).join('\n'));
const lines = await fromJsonl(file, columns);
console.log(lines.splits.train.size); // 60

// A table in memory, to look at.
const table = await readCsv(path);
console.log(table.rows, table.columns); // 1461 ['date', 'precipitation', 'temp_max', 'temp_min', 'wind', 'weather']
