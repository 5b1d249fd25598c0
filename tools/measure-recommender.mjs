// Measures how often recommendations are right where the truth is known, and writes results/recommender-truth.json, which tools/write-recommender.mjs makes
// the tables of docs/recommender.md of. `--sets a,b --worlds 10 --truth-worlds 30 --jobs 2`; its numbers, but for the time, do not depend on the machine.
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { openPool } from '../packages/benchmarks/dist/index.js';
import { allTruths } from '../packages/benchmarks/dist/selftest/known-truth.js';
import {
  recommenderTruth,
  truthEffort,
  truthTraining,
} from '../packages/benchmarks/dist/selftest/recommender-truth.js';
import { wayScoringRule } from '../packages/benchmarks/dist/selftest/way-score.js';
import { version } from '../packages/benchmarks/dist/version.js';
import { root } from './markdown.mjs';

const { values } = parseArgs({
  options: {
    sets: { type: 'string', default: Object.keys(allTruths).join(',') },
    worlds: { type: 'string', default: '10' },
    'truth-worlds': { type: 'string', default: '30' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string', default: join(root, 'results', 'recommender-truth.json') },
  },
});
const started = performance.now();
const [worlds, truthWorlds, jobs] = [values.worlds, values['truth-worlds'], values.jobs].map(Number);
const pool = openPool(jobs, new URL('../packages/benchmarks/dist/selftest/worker.js', import.meta.url));
const sets = [];

function write() {
  const { encoder, optimizer, epochs, batchSize, learningRate } = truthTraining;
  const results = {
    command: 'node tools/measure-recommender.mjs',
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: cpus()[0]?.model ?? '',
      node: process.version,
      cores: availableParallelism(),
      platform: platform(),
    },
    version,
    minutes: Number(((performance.now() - started) / 60_000).toFixed(1)),
    worlds,
    truthWorlds,
    training: { encoder, optimizer, epochs, batchSize, learningRate },
    effort: truthEffort,
    rule: wayScoringRule,
    sets,
  };
  writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`);
}

try {
  await recommenderTruth({
    sets: values.sets.split(','),
    worlds,
    truthWorlds,
    jobs,
    execute: pool.execute,
    onSet(found) {
      sets.push(found);
      write();
      const minutes = ((performance.now() - started) / 60_000).toFixed(1);
      process.stderr.write(`${found.set}: ${JSON.stringify([found.looked, found.kept])} (${minutes} min)\n`);
    },
  });
} finally {
  await pool.stop();
}
