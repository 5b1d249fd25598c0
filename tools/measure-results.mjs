// Measures what the README reports, on this machine: runs the quick comparison from nothing and writes
// results/compare-quick.json; `npm run write` then makes the table of it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './markdown.mjs';

const command = 'npm run compare -- --json';
const out = mkdtempSync(join(tmpdir(), 'equipoise-results-'));
const installed = (name) => JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;

try {
  const args = ['packages/benchmarks/dist/cli.js', 'compare', '--profile', 'quick', '--json', '--out', out];
  const printed = execFileSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  const results = {
    machine: `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${platform()}`,
    node: process.version,
    versions: Object.fromEntries(['@tensorflow/tfjs-core', 'onnxruntime-node'].map((name) => [name, installed(name)])),
    command,
    date: new Date().toISOString().slice(0, 10),
    datasets: JSON.parse(printed).datasets,
  };
  writeFileSync(join(root, 'results', 'compare-quick.json'), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(out, { recursive: true, force: true });
}
