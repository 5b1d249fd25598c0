// Trains single-task baselines here and the same models in PyTorch, on the same splits, and compares their test metrics.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { executeTrial, quick, summarise, trialConfig } from '@equipoise/benchmarks';
import { selectTasks, sizeOf } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { findPython } from '../../dist/bench/peer/find-python.js';
import { startPython } from '../../dist/bench/peer/python-process.js';
import { writeSplits } from './write-splits.mjs';

const help = `node packages/benchmarks/peers/parity/run.mjs --dataset NAME [--tasks NAME,…] [--seeds N] [--engine native]
    [--python /usr/bin/python3] [--json]`;

/** What is trained of each data set when the command line does not say, and how many times. */
const defaults = {
  penguins: { tasks: 'species', seeds: '10' },
  words: { tasks: 'part-of-speech,syllables', seeds: '5' },
  'multi-mnist': { tasks: 'left,right', seeds: '3' },
};

/** The metric that the two sides are compared on. */
const metrics = { multiclass: 'accuracy', binary: 'auc', regression: 'rmse' };

const { values } = parseArgs({
  options: {
    dataset: { type: 'string', default: 'penguins' },
    tasks: { type: 'string' },
    seeds: { type: 'string' },
    engine: { type: 'string', default: 'native' },
    python: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main() {
  const name = values.dataset;
  if (!Object.hasOwn(defaults, name)) {
    throw new Error(`--dataset: one of ${Object.keys(defaults).join(', ')}, received ${name}.`);
  }
  const { tasks, seeds } = { ...defaults[name], ...values };
  const count = Number(seeds);
  if (!(Number.isInteger(count) && count >= 2)) {
    throw new Error(`--seeds: a whole number of at least 2, received ${seeds}.`);
  }
  const peer = startPython(join(import.meta.dirname, 'peer.py'), { python: findPython(values.python) });
  const folder = await mkdtemp(join(tmpdir(), 'equipoise-parity-'));
  try {
    const machine = { node: process.version, ...(await peer.ask({ machine: {} })) };
    const found = new Map();
    for (let seed = 0; seed < count; seed += 1) {
      const dataset = await datasets[name].load({ seed });
      for (const task of selectTasks(dataset, tasks.split(',')).tasks) {
        const pair = await trainBoth({ dataset, task, seed, folder, peer });
        found.set(task.name, [...(found.get(task.name) ?? []), pair]);
        if (!values.json)
          console.log(`${task.name}, seed ${seed}: ${pair.ours.toFixed(4)}, PyTorch ${pair.peer.toFixed(4)}`);
      }
    }
    const rows = [...found].map(([task, pairs]) => compare(task, pairs));
    if (values.json) console.log(JSON.stringify({ machine, dataset: name, setting: quick[name].training, rows }));
    else for (const row of rows) console.log(describe(row));
    if (rows.some(({ atPar }) => !atPar)) process.exitCode = 1;
  } finally {
    peer.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function trainBoth({ dataset, task, seed, folder, peer }) {
  const { training: setting } = quick[dataset.name];
  const metric = metrics[task.kind.name];
  const trial = {
    dataset: dataset.name,
    tasks: [task.name],
    strategy: 'equal',
    seed,
    final: true,
    diagnoseEvery: 0,
    threads: 1,
  };
  const config = trialConfig({ ...trial, ...setting, engine: values.engine });
  const { test, bestEpoch } = await executeTrial(config, { load: async () => dataset });
  const splits = await writeSplits(dataset, task.name, folder);
  const { name: kind, outputs } = task.kind;
  const [input] = Object.values(dataset.inputs);
  const question = { input, task: { kind, outputs: sizeOf(outputs), metric }, splits, setting, seed };
  const answer = await peer.ask({ train: question });
  return { metric, seed, ours: test[task.name][metric], peer: answer.value, epochs: [bestEpoch, answer.bestEpoch] };
}

/** At par: |m₁ − m₂| ≤ s, where s = √((s₁² + s₂²) / 2) is the pooled standard deviation of the two samples of n seeds. */
function compare(task, pairs) {
  const ours = summarise(pairs.map((pair) => pair.ours));
  const peer = summarise(pairs.map((pair) => pair.peer));
  const paired = summarise(pairs.map((pair) => pair.ours - pair.peer));
  const pooledSd = Math.sqrt((ours.sd ** 2 + peer.sd ** 2) / 2);
  const atPar = Math.abs(ours.mean - peer.mean) <= pooledSd;
  return { task, metric: pairs[0].metric, seeds: pairs.length, ours, peer, pooledSd, paired, atPar, pairs };
}

function describe({ task, metric, seeds, ours, peer, pooledSd, paired, atPar }) {
  const of = ({ mean, sd }) => `${mean.toFixed(4)} ± ${sd.toFixed(4)}`;
  return [
    `${task}, ${metric} over ${seeds} seeds: ${of(ours)}, PyTorch ${of(peer)}`,
    `    difference of the means ${(ours.mean - peer.mean).toFixed(4)}, pooled sd ${pooledSd.toFixed(4)}: ${atPar ? 'at par' : 'NOT at par'}`,
    `    difference on the same split ${of(paired)}`,
  ].join('\n');
}

if (values.help) {
  console.log(help);
} else {
  await main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
