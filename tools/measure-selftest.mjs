// Measures how often verdicts are right where the truth is known: runs `equipoise selftest` and writes results/selftest.json, which
// tools/write-selftest.mjs makes the tables of docs/selftest.md of. It takes some minutes; its numbers, but for the time, do not depend on the machine.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, platform } from 'node:os';
import { join } from 'node:path';

import { root } from './markdown.mjs';

const started = performance.now();
const printed = execFileSync(process.execPath, ['packages/benchmarks/dist/cli.js', 'selftest', '--json'], {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
  maxBuffer: 2 ** 26,
});
const { machine, ...answer } = JSON.parse(printed);
const results = {
  command: 'equipoise selftest --json',
  date: new Date().toISOString().slice(0, 10),
  machine: { ...machine, cores: availableParallelism(), platform: platform() },
  minutes: Number(((performance.now() - started) / 60_000).toFixed(1)),
  ...answer,
};
writeFileSync(join(root, 'results', 'selftest.json'), `${JSON.stringify(results, null, 2)}\n`);
