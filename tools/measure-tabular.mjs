// Measures training on the real columns of Adult with embeddings, as `tabular()` has them, beside the same columns one-hot with `mlp()`:
// steps of either in turns, on this machine, which should do nothing else meanwhile. Writes results/bench-tabular.json;
// tools/write-benchmarks.mjs makes the table of docs/benchmarks.md of it. Needs the data set: `equipoise datasets get adult`.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { measureSteps } from '../packages/benchmarks/dist/bench/measure-steps.js';
import { median } from '../packages/benchmarks/dist/statistics/summary.js';
import { mlp, mlpHead, tabular } from '../packages/core/dist/index.js';
import { datasets } from '../packages/datasets/dist/index.js';
import { root } from './markdown.mjs';

const libraries = ['@tensorflow/tfjs-core', 'onnxruntime-node'];
const versionOf = (name) => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
const warmUp = 20;
const steps = 400;
const cases = [32, 128, 256].flatMap((batch) => ['wasm', 'native'].map((engine) => ({ batch, engine })));

const options = { folder: { type: 'string' }, rounds: { type: 'string', default: '9' } };
const { folder, rounds } = parseArgs({ options }).values;
const adult = await datasets.adult.load(folder === undefined ? {} : { folder });
const { columns } = adult.inputs.table;
const widths = columns.map(({ levels = 1 }) => levels);
const oneHotWidth = widths.reduce((sum, width) => sum + width, 0);

/** The first examples of a split. */
function head({ inputs, labels }, size) {
  const first = Object.entries(labels).map(([name, { values }]) => [name, { values: values.slice(0, size) }]);
  return { size, inputs: { table: inputs.table.slice(0, size * columns.length) }, labels: Object.fromEntries(first) };
}

/** The split with a number for each level of a category. */
function oneHot({ size, inputs, labels }) {
  const table = new Float32Array(size * oneHotWidth);
  for (let row = 0, start = 0; row < size; row += 1) {
    for (let column = 0; column < columns.length; column += 1) {
      const value = inputs.table[row * columns.length + column];
      if (columns[column].levels === undefined) table[start] = value;
      else table[start + value] = 1;
      start += widths[column];
    }
  }
  return { size, inputs: { table }, labels };
}

async function measure({ batch, engine }) {
  const splits = { train: head(adult.splits.train, batch * warmUp), validation: head(adult.splits.validation, 1) };
  const sides = {
    tabular: { encoder: tabular(), dataset: { ...adult, splits } },
    oneHot: {
      encoder: mlp(),
      dataset: {
        ...adult,
        inputs: { table: { shape: [oneHotWidth], dtype: 'float32' } },
        splits: { train: oneHot(splits.train), validation: oneHot(splits.validation) },
      },
    },
  };
  const found = { tabular: [], oneHot: [] };
  for (let round = -1; round < Number(rounds); round += 1) {
    for (const [name, { encoder, dataset }] of Object.entries(sides)) {
      const workload = { name, encoder, head: mlpHead(), batch };
      const settings = { strategy: 'equal', engine, threads: 1, warmUp, steps };
      const block = await measureSteps(workload, dataset, settings);
      if (round >= 0) found[name].push({ ...block, ms: median(block.milliseconds) });
    }
  }
  const each = (of) => median(found.tabular.map((block, round) => of(block) / of(found.oneHot[round])));
  return {
    batch,
    engine,
    threads: 1,
    ms: median(found.tabular.map(({ ms }) => ms)),
    oneHotMs: median(found.oneHot.map(({ ms }) => ms)),
    stepRatio: each(({ ms }) => ms),
    ratio: each(({ ms, betweenMs }) => ms + betweenMs),
    parameters: found.tabular[0].parameters,
    oneHotParameters: found.oneHot[0].parameters,
  };
}

const rows = [];
for (const each of cases) rows.push(await measure(each));
const results = {
  command: 'node tools/measure-tabular.mjs',
  date: new Date().toISOString().slice(0, 10),
  versions: Object.fromEntries(libraries.map((name) => [name, versionOf(name)])),
  machine: { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), platform: platform(), node: process.version },
  rows,
};
writeFileSync(join(root, 'results', 'bench-tabular.json'), `${JSON.stringify(results, null, 2)}\n`);
console.table(rows);
