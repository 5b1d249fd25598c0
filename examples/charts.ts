import { writeFileSync } from 'node:fs';

import { compare, executeTrial, openStore, planStudy, resultRows, settings, toVegaLite } from '@equipoise/benchmarks';
import { datasets } from '@equipoise/datasets';

const study = await planStudy(await datasets.penguins.load(), {
  arms: ['equal', 'uncertainty'].map((strategy) => ({ name: strategy, strategy })),
  seeds: 2,
  training: { ...settings.penguins, epochs: 5 },
  engine: 'wasm',
  threads: 1,
});
const store = openStore('equipoise-results', console.warn);
const reports = await compare({
  studies: [study],
  store,
  execute: (config, onStep) => executeTrial(config, { onStep }),
});

const rows = reports.flatMap(({ results }) => resultRows(results)); // Plain objects: Plot.dot(rows, { x: 'test', y: 'strategy' })
console.log(
  rows.length,
  Object.keys(rows[0] ?? {})
    .slice(0, 7)
    .join(' '),
);

const charts = await toVegaLite(reports);
for (const { figure, panel } of charts) console.log(`${figure}: ${panel}`);
writeFileSync('equipoise-results/chart.vl.json', JSON.stringify(charts[0]?.spec)); // Open it in the Vega editor.
