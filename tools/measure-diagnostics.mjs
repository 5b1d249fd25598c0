// Measures what docs/guides/diagnose.md reports: what a look of each kind costs beside a training step, by the processor time of runs with a look at every step and without,
// in turn. Writes results/diagnostics.json and the table of the page. Needs the packages built by `tsc -b`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cnn, fit, mlp } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { format, resolveConfig } from 'prettier';

import { machine } from './machine.mjs';
import { fillBlock, root, table } from './markdown.mjs';

const rounds = 3;
const models = {
  'penguins, `mlp`': {
    dataset: 'penguins',
    size: 200,
    batchSize: 32,
    epochs: 60,
    encoder: () => mlp({ hidden: [64, 64] }),
  },
  'multi-mnist, `cnn`': { dataset: 'multi-mnist', size: 600, batchSize: 32, epochs: 8, encoder: () => cnn() },
};
const looks = { layers: { layers: 1 }, update: { update: 1 }, affinity: { affinity: 1 } };

/** The processor time of a step, in milliseconds. */
async function timed({ dataset, batchSize, epochs, encoder }, diagnostics) {
  const run = async (count) => {
    const { user, system } = process.cpuUsage();
    const options = {
      dataset,
      encoder: encoder(),
      balancer: strategies.equal(),
      batchSize,
      epochs: count,
      engine: 'wasm',
    };
    const { model, history } = await fit({ ...options, ...(diagnostics && { diagnostics }) });
    await model.dispose();
    const after = process.cpuUsage();
    return { steps: (history.steps.at(-1)?.step ?? 0) + 1, ms: (after.user + after.system - user - system) / 1000 };
  };
  await run(1); // Until the code is optimized.
  const [short, long] = [await run(1), await run(1 + epochs)]; // What is compiled once, and the evaluations, are in both.
  return (long.ms - short.ms) / (long.steps - short.steps);
}

const rows = [];
for (const [name, { dataset: key, size, ...settings }] of Object.entries(models)) {
  const dataset = await datasets[key].load({ seed: 0, size });
  const least = { none: Infinity, layers: Infinity, update: Infinity, affinity: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    for (const look of Object.keys(least)) {
      const diagnostics = looks[look];
      least[look] = Math.min(least[look], await timed({ ...settings, dataset }, diagnostics));
    }
  }
  const steps = Object.fromEntries(
    Object.keys(looks).map((look) => [look, Number(((least[look] - least.none) / least.none).toFixed(1))]),
  );
  rows.push({ name, tasks: dataset.tasks.length, stepMs: Number(least.none.toPrecision(2)), looks: steps });
  console.log(JSON.stringify(rows.at(-1)));
}
const result = {
  command: 'node tools/measure-diagnostics.mjs',
  date: new Date().toISOString().slice(0, 10),
  machine,
  rows,
};
writeFileSync(join(root, 'results', 'diagnostics.json'), `${JSON.stringify(result, null, 2)}\n`);

const header = ['one look costs as much as so many steps', 'tasks', '`layers`', '`update`', '`affinity`', 'a step'];
const cells = rows.map(({ name, tasks, stepMs, looks: { layers, update, affinity } }) => [
  name,
  tasks,
  ...[layers, update, affinity].map((steps) => steps.toFixed(1)),
  `${stepMs} ms`,
]);
const source =
  `Measured by \`${result.command}\`, ${result.date}, ${result.machine}: processor time of runs with a look at every step and without, evaluation after an epoch included, ` +
  `the least of ${rounds} rounds in turn.`;
const page = join(root, 'docs', 'guides', 'diagnose.md');
const options = { ...(await resolveConfig(page)), parser: 'markdown' };
const content = await format(`${table(header, cells)}\n\n${source}`, options);
fillBlock(page, '<!-- diagnostics:begin -->', '<!-- diagnostics:end -->', content);
