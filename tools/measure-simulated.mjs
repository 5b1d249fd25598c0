// Makes a real study of 200 small trials over a queue with two workers on this machine, and sets beside it what `equipoise simulate` says of as many trials
// of that length. Writes results/simulated.json, which tools/write-simulation.mjs prints. Needs a server that holds nothing else: redis-server --port
// 6390 --bind 127.0.0.1 --appendonly yes --save '' --dir "$(mktemp -d)", then node tools/measure-simulated.mjs redis://127.0.0.1:6390
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { machine } from './machine.mjs';
import { root } from './markdown.mjs';

const dist = join(root, 'packages', 'benchmarks', 'dist');
const { connectQueue } = await import(join(dist, 'queue', 'connect.js'));
const { queueName, queuePrefix } = await import(join(dist, 'queue', 'trial-job.js'));
const { version } = await import(join(dist, 'version.js'));

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error('Give the address of a Redis server that holds nothing else.');
const workers = 2;
const trials = 200;

const folder = mkdtempSync(join(tmpdir(), 'equipoise-simulated-'));
const rows = Array.from({ length: 300 }, (_, row) => {
  const [a, b] = [(row * 7) % 20, (row * 13) % 40];
  return [a, b, (a * b) / 10 + ((row * 31) % 7), a + b > 30 ? 'yes' : 'no'].join();
});
writeFileSync(join(folder, 'measured.csv'), ['a,b,size,large', ...rows, ''].join('\n'));
const study = {
  datasets: [{ table: 'measured.csv', targets: { size: 'regression', large: 'binary' } }],
  strategies: ['equal', 'uncertainty'],
  seeds: trials / 4, // Two arms, and each of the two tasks alone.
  epochs: 200,
  floors: false,
};
writeFileSync(join(folder, 'study.json'), JSON.stringify(study));
const out = join(folder, 'out');
const cli = join(dist, 'cli.js');

function command(...line) {
  return execFileSync(process.execPath, [cli, ...line], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

const running = Array.from({ length: workers }, () =>
  spawn(process.execPath, [cli, 'worker', '--queue', url, '--workers', '1'], { stdio: 'ignore' }),
);
try {
  command('study', join(folder, 'study.json'), '--out', out, '--queue', url, '--json');
  const server = await connectQueue(url, process.env);
  const queue = new server.bullmq.Queue(queueName(version), { connection: server.connect(), prefix: queuePrefix });
  const jobs = await queue.getJobs(['completed'], 0, -1);
  await queue.obliterate({ force: true });
  await queue.close();
  await server.close();
  if (jobs.length !== trials) throw new Error(`The queue has ${jobs.length} trials, not ${trials}.`);
  const kept = readdirSync(join(out, 'trials')).map((name) => statSync(join(out, 'trials', name)).mtimeMs);
  const real = (Math.max(...kept) - Math.min(...jobs.map(({ timestamp }) => timestamp))) / 1000;
  const seconds = jobs.reduce((sum, { processedOn, finishedOn }) => sum + finishedOn - processedOn, 0) / trials / 1000;
  const line = [
    '--trials',
    trials,
    '--workers',
    workers,
    '--seconds',
    seconds,
    '--failures',
    0,
    '--deaths',
    0,
    '--json',
  ];
  const simulated = JSON.parse(command('simulate', ...line.map(String))).outcome.makespan;
  const digits = (value) => Number(value.toPrecision(4));
  const result = {
    command: 'node tools/measure-simulated.mjs redis://127.0.0.1:6390',
    date: new Date().toISOString().slice(0, 10),
    machine,
    load: digits(loadavg()[0]),
    ...{ trials, workers, seconds: digits(seconds), real: digits(real), simulated: digits(simulated) },
  };
  writeFileSync(join(root, 'results', 'simulated.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 2));
} finally {
  for (const worker of running) worker.kill('SIGTERM');
  rmSync(folder, { recursive: true });
}
