// Measures what ten trials that differ only in their seed take in one process: alone, each with graphs of its own, and together, in graphs that
// are compiled once. Writes results/seeds-together.json and the table of docs/reproducibility.md. `node tools/measure-seeds.mjs penguins`
// measures one data set. Times are the processor's: they hardly depend on what else the machine does; both are measured in turn.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { freeLoadedGraphs } from '../packages/core/dist/index.js';
import { settings } from '../packages/benchmarks/dist/profiles/settings.js';
import { executeTrial } from '../packages/benchmarks/dist/trials/execute-trial.js';
import { loadDataset } from '../packages/benchmarks/dist/trials/load-dataset.js';
import { trialConfig } from '../packages/benchmarks/dist/trials/trial-config.js';
import { machine } from './machine.mjs';
import { fillBlock, root, table } from './markdown.mjs';

const file = join(root, 'results', 'seeds-together.json');
/** Epochs as in the quick profile for penguins; fewer for the larger sets, which makes more of compiling than there is. */
const epochsOf = { penguins: 80, words: 5, 'multi-mnist': 1 };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '10' }, rounds: { type: 'string', default: '3' } },
});
const [seeds, rounds] = [Number(values.seeds), Number(values.rounds)];

const processorMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The processor time of trials with all seeds. */
async function timed(configs, data, between) {
  await freeLoadedGraphs();
  const start = processorMs();
  for (const config of configs) {
    await executeTrial(config, { load: ({ seed }) => Promise.resolve(data[seed]) });
    await between();
  }
  return processorMs() - start;
}

async function measure(dataset, engine) {
  const data = [];
  for (let seed = 0; seed < seeds; seed += 1) data.push(await loadDataset({ dataset, seed }));
  const tasks = data[0].tasks.map(({ name }) => name);
  const training = { ...settings[dataset], epochs: epochsOf[dataset] };
  const configs = data.map((_, seed) =>
    trialConfig({
      dataset,
      tasks,
      strategy: 'equal',
      seed,
      final: true,
      ...training,
      diagnoseEvery: 20,
      engine,
      threads: 1,
    }),
  );
  await timed(configs.slice(0, 2), data, () => undefined); // Until the code is optimized.
  const [alone, together] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await timed(configs, data, freeLoadedGraphs));
    together.push(await timed(configs, data, () => undefined));
  }
  const [one, all] = [Math.min(...alone), Math.min(...together)].map(Math.round);
  return {
    dataset,
    engine,
    seeds,
    rounds,
    epochs: training.epochs,
    aloneMs: one,
    togetherMs: all,
    ratio: Number((all / one).toFixed(2)),
  };
}

const rows = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : [];
for (const dataset of positionals.length > 0 ? positionals : Object.keys(epochsOf)) {
  for (const engine of ['wasm', 'native']) {
    const row = await measure(dataset, engine);
    console.log(JSON.stringify(row));
    const index = rows.findIndex((other) => other.dataset === dataset && other.engine === engine);
    rows.splice(index < 0 ? rows.length : index, index < 0 ? 0 : 1, row);
    write();
  }
}

/** Keeps what is measured so far, and says it in the documentation. */
function write() {
  const result = {
    command: 'node tools/measure-seeds.mjs',
    date: new Date().toISOString().slice(0, 10),
    machine,
    rows,
  };
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  const heads = ['data set', 'engine', 'seeds', 'epochs', 'alone, ms', 'together, ms', 'together by alone'];
  const cells = rows.map(({ dataset, engine, seeds: count, epochs, aloneMs, togetherMs, ratio }) => {
    return [dataset, engine, count, epochs, aloneMs, togetherMs, `${ratio.toFixed(2)} ×`];
  });
  const source = `Measured by \`${result.command}\` on ${result.date}: trials with equal weights, processor time of all of them, the least of some rounds in turn; ${result.machine}.`;
  const place = join(root, 'docs', 'reproducibility.md');
  fillBlock(place, '<!-- seeds:begin -->', '<!-- seeds:end -->', `${source}\n\n${table(heads, cells)}`);
}
