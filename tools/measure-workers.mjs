// Measures how many trials two workers make in the time of one: a study of 24 trials (eight seeds: two arms, and the one task alone), made by
// `equipoise study` with one worker and with two, in turn. Writes results/workers.json. Let nothing else run meanwhile: with a busy second core there
// is nothing to gain.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { machine } from './machine.mjs';
import { root } from './markdown.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, epochs: { type: 'string', default: '400' } },
});
const study = {
  datasets: [{ table: 'measured.csv', targets: ['size'] }],
  strategies: ['equal', 'uncertainty'],
  seeds: 8,
  epochs: Number(values.epochs),
  floors: false,
};

/** 400 rows of a smooth function: long enough to train on, and the same everywhere. */
const rows = Array.from({ length: 400 }, (_, row) => {
  const [a, b] = [(row * 7) % 20, (row * 13) % 40];
  return [a, b, (a * b) / 10 + ((row * 31) % 7)].join();
});

/** Seconds that a study takes with so many workers. */
function seconds(workers) {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-workers-'));
  try {
    writeFileSync(join(folder, 'measured.csv'), ['a,b,size', ...rows].join('\n'));
    writeFileSync(join(folder, 'study.json'), JSON.stringify(study));
    const start = performance.now();
    const command = [join(root, 'packages', 'benchmarks', 'dist', 'cli.js'), 'study', join(folder, 'study.json')];
    execFileSync(process.execPath, [...command, '--out', join(folder, 'out'), '--workers', String(workers), '--json'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return (performance.now() - start) / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const pairs = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  const pair = { one: seconds(1), two: seconds(2), load: loadavg()[0] };
  pairs.push({ ...pair, gain: Number((pair.one / pair.two).toFixed(2)) });
  console.log(JSON.stringify(pairs.at(-1)));
}
const result = {
  command: 'node tools/measure-workers.mjs',
  date: new Date().toISOString().slice(0, 10),
  machine,
  trials: 24,
  epochs: study.epochs,
  pairs,
};
writeFileSync(join(root, 'results', 'workers.json'), `${JSON.stringify(result, null, 2)}\n`);
