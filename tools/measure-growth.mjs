// Measures what docs/guides/grow-a-model.md reports: what the old task loses, and the new one gains, when the weather is added to a model of the night's
// temperature, whose encoder is so small that the two compete for it. Writes results/growth.json and the table of the page. Needs the packages built by `tsc -b`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mean } from '@equipoise/benchmarks';
import { addTask, fit, tabular } from '@equipoise/core';
import { fromTable, fromTableLike, readCsv } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { format, resolveConfig } from 'prettier';

import { machine } from './machine.mjs';
import { fillBlock, root, table } from './markdown.mjs';

const seeds = 10;
const arms = {
  "`how: 'frozen'`": { how: 'frozen' },
  "`how: 'low-rank'`": { how: 'low-rank' },
  "`how: 'tuned'`": { how: 'tuned' },
  "`how: 'tuned', keepWithin: 0.05`": { how: 'tuned', keepWithin: 0.05 },
  "`how: 'tuned', keepWithin: 0.01`": { how: 'tuned', keepWithin: 0.01 },
};
const rows = await readCsv(join(root, 'packages', 'datasets', 'data', 'seattle-weather.csv'));
const inputs = { precipitation: 'numeric', temp_max: 'numeric', wind: 'numeric' };
const budget = { balancer: strategies.equal(), epochs: 20, batchSize: 32, learningRate: 0.01 };

/** How much the error of the old task rises, and how often the new one is right, by the split. */
async function measure(seed) {
  const dataset = fromTable({ table: rows, inputs, targets: { temp_min: 'regression' }, seed });
  const { model } = await fit({ dataset, encoder: tabular({ hidden: [2] }), ...budget, seed });
  const targets = { temp_min: 'regression', weather: 'multiclass' };
  const both = fromTableLike(model.preprocessing, { table: rows, targets, seed });
  const results = {};
  for (const [name, arm] of Object.entries(arms)) {
    const { model: grown, history } = await addTask(model, { dataset: both, ...budget, ...arm, seed });
    results[name] = { taken: history.notes.some((note) => note.startsWith('addTask: no epoch')) };
    for (const split of ['validation', 'test']) {
      const [before, after] = [await model.evaluate(both.splits[split]), await grown.evaluate(both.splits[split])];
      results[name][split] = {
        loss: after.metrics.temp_min.rmse / before.metrics.temp_min.rmse - 1,
        accuracy: after.metrics.weather.accuracy,
      };
    }
    await grown.dispose();
  }
  await model.dispose();
  console.log(seed, JSON.stringify(results));
  return results;
}

const runs = [];
for (let seed = 0; seed < seeds; seed += 1) runs.push(await measure(seed));
const result = {
  command: 'node tools/measure-growth.mjs',
  date: new Date().toISOString().slice(0, 10),
  machine,
  runs,
};
writeFileSync(join(root, 'results', 'growth.json'), `${JSON.stringify(result, null, 2)}\n`);

const percent = (share) => `${(100 * share).toFixed(1).replace('-', '−')} %`;
const cellsOf = (name) => {
  const of = (split, what) => runs.map((run) => run[name][split][what]);
  return [
    name,
    percent(Math.max(...of('validation', 'loss'))),
    `${percent(mean(of('test', 'loss')))} (at most ${percent(Math.max(...of('test', 'loss')))})`,
    percent(mean(of('test', 'accuracy'))),
    'keepWithin' in arms[name] ? `${runs.filter((run) => run[name].taken).length} of ${seeds}` : '–',
  ];
};
const header = [
  `${seeds} seeds`,
  'error of the old task, validation rows: worst seed',
  'the same on test rows: mean',
  'accuracy of the new task, test',
  'tuning taken back',
];
const source = `Measured by \`${result.command}\`, ${result.date}: ${result.machine}.`;
const page = join(root, 'docs', 'guides', 'grow-a-model.md');
const content = `${table(header, Object.keys(arms).map(cellsOf))}\n\n${source}`;
const options = { ...(await resolveConfig(page)), parser: 'markdown' };
fillBlock(page, '<!-- growth:begin -->', '<!-- growth:end -->', await format(content, options));
