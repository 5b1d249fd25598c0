// Measures what docs/benchmarks.md reports, on this machine, which should do nothing else meanwhile: runs `equipoise bench` and writes
// results/bench-*.json; tools/write-benchmarks.mjs then makes the tables of it. Names on the command line (step, step-threads, step-wasm,
// input, input-wasm, strategies, strategies-wide, endurance, engines, serve) measure only these. `step` and `step-threads` need a Python that has PyTorch.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, platform } from 'node:os';
import { join } from 'node:path';

import { root } from './markdown.mjs';

const ofLosses =
  'cosmos,cov-weighting,famo,geometric-mean,go4align,group-dro,igb,lbtw,ldc,pbi,scale-invariant,stch,tchebycheff,uncertainty';
const ofGradients = 'aligned-mtl,cagrad,fairgrad,gradnorm,imtl-g,mgda,nash-mtl,pcgrad,upgrad';

const commands = {
  step: 'step --workload all --strategies equal,pcgrad --peer pytorch',
  'step-threads': 'step --workload mlp-wide,lenet,transformer --strategies equal --threads 2 --rounds 3 --peer pytorch',
  'step-wasm': 'step --workload all --strategies equal --engine wasm --rounds 3 --warm-up 40 --peer native',
  input: 'step --workload mlp-small --strategies equal --rounds 3 --warm-up 40',
  'input-wasm': 'step --workload mlp-small --strategies equal --engine wasm --rounds 3 --warm-up 40',
  strategies: 'strategies --tasks 2,3,8,40',
  'strategies-wide': `strategies --workload mlp-wide --tasks 3 --strategies ${ofLosses},${ofGradients}`,
  endurance: 'endurance --steps 5000',
  engines: 'engines',
  serve: 'serve',
};

const installed = (name) => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

/** A row without the choice of `auto`, which depends on coefficients that are fitted to these rows. */
const measuredOf = ({ workload, strategy, tasks, nativeMs, wasmMs, work }) => ({
  workload,
  strategy,
  tasks,
  nativeMs,
  wasmMs,
  work,
});

function measure(name) {
  const args = ['bench', ...(commands[name] ?? '').split(' ')];
  const printed = execFileSync(process.execPath, ['packages/benchmarks/dist/cli.js', ...args, '--json'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  const { machine, rows } = JSON.parse(printed);
  const results = {
    command: `equipoise ${args.join(' ')}`,
    date: new Date().toISOString().slice(0, 10),
    machine: { ...machine, cores: availableParallelism(), platform: platform() },
    versions: Object.fromEntries(
      ['@tensorflow/tfjs-core', 'onnxruntime-node'].map((library) => [library, installed(library)]),
    ),
    rows: name === 'engines' ? rows.map(measuredOf) : rows,
  };
  writeFileSync(join(root, 'results', `bench-${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
}

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(commands)) measure(name);
