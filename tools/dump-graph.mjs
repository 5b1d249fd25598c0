// Prints the graph of a function after each pass of the compiler, as built by `tsc -b`: of a small example, or of a training step
// of a workload of `equipoise bench step`.
import { parseArgs } from 'node:util';

import * as tf from '@tensorflow/tfjs-core';

import { collectDumps, dumpPasses } from '../packages/compiler/dist/debug/dump-passes.js';
import { trainWorkload } from '../packages/benchmarks/dist/bench/train-workload.js';
import { noiseDataset } from '../packages/benchmarks/dist/bench/workloads/noise.js';
import { workloadNames } from '../packages/benchmarks/dist/bench/workloads/names.js';
import { workloadOf } from '../packages/benchmarks/dist/bench/workloads/registry.js';
import { examples } from './graph-examples.mjs';

const passes = ['trace', 'batch-fusion', 'update-fusion', 'partition', 'nchwc', 'codegen'];
const usage = `node tools/dump-graph.mjs NAME [--pass PASS] [--strategy STRATEGY] [--block N]

Prints the graph after each pass of the compiler.

  NAME        a workload (${workloadNames.join(', ')})
              or an example (${Object.keys(examples).join(', ')})
  --pass      one of ${passes.join(', ')}; all when left out
  --strategy  of a workload (default: equal)
  --block     block size of the NCHWc layout (default: 8)

Example: node tools/dump-graph.mjs three-heads --pass batch-fusion`;

const options = {
  pass: { type: 'string' },
  strategy: { type: 'string' },
  block: { type: 'string' },
  help: { type: 'boolean' },
};

/** Prints an error, and ends. */
function fail(message) {
  console.error(message);
  process.exit(2);
}

/** The dumps of the first function that a training step of a workload compiles. */
async function dumpWorkload(name, strategy, block) {
  const dumps = collectDumps(block);
  const workload = workloadOf('dump-graph', name);
  const settings = { strategy, engine: 'wasm', threads: 1, epochs: 1, onProgress: () => undefined };
  const { model } = await trainWorkload(workload, noiseDataset(workload, 1), settings);
  await model.dispose();
  return dumps.slice(0, passes.length);
}

async function main() {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) return console.log(usage);
  const [name, ...more] = positionals;
  const block = Number(values.block ?? 8);
  if (!name || more.length > 0) fail(usage);
  if (values.pass !== undefined && !passes.includes(values.pass))
    fail(`dump-graph: --pass must be one of ${passes.join(', ')}, received ${values.pass}.`);
  if (!Number.isInteger(block) || block < 1)
    fail(`dump-graph: --block must be a whole number from 1, received ${values.block}.`);
  await tf.ready();
  const isExample = Object.hasOwn(examples, name);
  if (!isExample && !workloadNames.includes(name)) fail(`dump-graph: ${name} is no workload or example; see --help.`);
  const dumps = isExample
    ? dumpPasses(...examples[name](), block)
    : await dumpWorkload(name, values.strategy ?? 'equal', block);
  for (const { pass, text } of dumps)
    if (values.pass === undefined || values.pass === pass) console.log(`# ${pass}\n${text || '(nothing)'}\n`);
}

await main().catch((error) => fail(error.message));
