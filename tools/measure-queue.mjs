// Measures what the operations of a queue take: microseconds of the processor time of a Redis server and of the process that asks it, with BullMQ, for jobs
// whose results are those of a trial on penguins. Processor time, not time on a clock: what else runs on the machine does not count. Writes
// results/queue-rates.json and packages/benchmarks/src/simulate/measured-rates.ts, the rates of `equipoise simulate`. Needs a server that holds nothing
// else: redis-server --port 6390 --bind 127.0.0.1 --appendonly yes --save '' --dir "$(mktemp -d)", then node tools/measure-queue.mjs redis://127.0.0.1:6390
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { machine } from './machine.mjs';
import { root } from './markdown.mjs';

const dist = join(root, 'packages', 'benchmarks', 'dist');
const { connectQueue } = await import(join(dist, 'queue', 'connect.js'));
const { afterSearches, attempts, backoff } = await import(join(dist, 'queue', 'queue-settings.js'));
const { trialAnswerSchema, trialProgressSchema } = await import(join(dist, 'queue', 'trial-job.js'));
const { planStudy } = await import(join(dist, 'study', 'plan-study.js'));
const { trialsOf } = await import(join(dist, 'study', 'slots.js'));
const { executeTrial } = await import(join(dist, 'trials', 'execute-trial.js'));
const { loadDataset } = await import(join(dist, 'trials', 'load-dataset.js'));
const { openStore } = await import(join(dist, 'trials', 'store.js'));
const { trialId } = await import(join(dist, 'trials', 'trial-config.js'));
const { quick } = await import(join(dist, 'profiles', 'quick.js'));

const [url, wanted = '1000'] = process.argv.slice(2);
if (url === undefined) throw new Error('Give the address of a Redis server that holds nothing else.');
const count = Number(wanted);

/** Operations that the coordinator has under way at once. */
const coordinatorLanes = 50;

const { arms, training } = quick.penguins;
const data = await loadDataset({ dataset: 'penguins', seed: 0 });
const study = await planStudy(data, { arms: arms.slice(0, 1), training, seeds: 1, engine: 'auto', threads: 1 });
const [config] = trialsOf(study);
const result = await executeTrial(config);
const resultBytes = JSON.stringify({ result }).length;

/** Trials that differ by their seeds, twice as many as are measured: each that ends is followed by another. */
const trials = Array.from({ length: 2 * count }, (_, seed) => {
  const own = { ...config, seed };
  return {
    config: own,
    jobId: `trial-${trialId(own)}`,
    answer: { result: { ...result, config: own, id: trialId(own) } },
  };
});

const server = await connectQueue(url, process.env);
const prefix = 'equipoise-measured';
const name = 'rates';
const queue = new server.bullmq.Queue(name, { connection: server.connect(), prefix });
const worker = new server.bullmq.Worker(name, null, {
  connection: server.connect(),
  prefix,
  autorun: false,
  lockDuration: 600_000,
});
const asking = server.connect();
await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);

async function info(section, ...fields) {
  const text = await asking.info(section);
  return fields.map((field) => Number(new RegExp(`^${field}:(.*)$`, 'm').exec(text)?.[1]));
}

async function serverSeconds() {
  const [user, system] = await info('cpu', 'used_cpu_user_main_thread', 'used_cpu_sys_main_thread');
  return user + system;
}

/** Microseconds of one operation, on both sides. */
async function measure(items, operation, lanes = 1) {
  const [server0, client0] = [await serverSeconds(), process.cpuUsage()];
  const rest = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of rest) await operation(item);
    }),
  );
  const client = process.cpuUsage(client0);
  const seconds = (await serverSeconds()) - server0;
  const each = (micros) => Number((micros / items.length).toPrecision(3));
  return { server: each(1e6 * seconds), client: each(client.user + client.system) };
}

/** Microseconds of an event that the coordinator hears, of events that `make` causes: one of each job. */
async function hearing(event, read, make) {
  const [[lastEventId] = ['0-0']] = await asking.xrevrange(`${prefix}:${name}:events`, '+', '-', 'COUNT', 1);
  const made = await make();
  let heard = 0;
  const events = new server.bullmq.QueueEvents(name, { connection: server.connect(), prefix, lastEventId });
  events.on(event, (said) => {
    read(said);
    heard += 1;
  });
  const hear = await measure(Array.from({ length: count }), async () => {
    while (heard < count) await pause(5);
  });
  await events.close();
  return [made, hear];
}

const token = 'measured';
const options = {
  attempts,
  backoff,
  removeOnComplete: { age: 3600 },
  removeOnFail: { age: 3600 },
  priority: afterSearches,
};
const folder = mkdtempSync(join(tmpdir(), 'equipoise-rates-'));
const store = openStore(folder, (sentence) => console.error(sentence));

const stateOf = ({ jobId }) => queue.getJobState(jobId);

try {
  const [emptyBytes] = await info('memory', 'used_memory');
  const add = await measure(
    trials,
    async ({ config: own, jobId }) => {
      await stateOf({ jobId });
      await queue.add('trial', own, { ...options, jobId });
    },
    coordinatorLanes,
  );
  const [waitingBytes] = await info('memory', 'used_memory');
  const byId = new Map(trials.map((trial) => [trial.jobId, trial]));
  const jobs = [];
  const take = await measure(trials.slice(0, count), async () =>
    jobs.push(await worker.getNextJob(token, { block: false })),
  );
  const look = await measure(trials.slice(0, count), stateOf, coordinatorLanes);
  const renew = await measure(jobs, (job) => job.extendLock(token, 600_000));
  const [progress, hear] = await hearing(
    'progress',
    ({ data: said }) => trialProgressSchema.safeParse(said),
    () => measure(jobs, (job) => job.updateProgress({ step: 10, steps: 100 })),
  );
  const [finish, hearEnd] = await hearing(
    'completed',
    () => undefined,
    () => measure(jobs, (job) => job.moveToCompleted(byId.get(job.id).answer, token, true)),
  );
  const collect = await measure(
    jobs,
    async ({ id: jobId }) => {
      await stateOf({ jobId });
      const { returnvalue } = await queue.getJob(jobId);
      store.write(trialAnswerSchema.parse(returnvalue).result);
    },
    coordinatorLanes,
  );
  const [fullBytes] = await info('memory', 'used_memory');

  const others = [];
  for (const { jobId } of trials.slice(count)) others.push(await queue.getJob(jobId));
  const fail = await measure(others, (job) => job.moveToFailed(new Error('The process ended.'), token, false));

  const rates = {
    machine,
    server: await versions(),
    date: new Date().toISOString().slice(0, 10),
    resultBytes,
    keptBytes: Math.round((waitingBytes - emptyBytes) / trials.length + (fullBytes - waitingBytes) / count),
    operations: { add, take, renew, progress, hear, look, finish, hearEnd, fail, collect },
  };
  const perSecond = Object.fromEntries(
    Object.entries(rates.operations).map(([operation, cost]) => [operation, Math.round(1e6 / cost.server)]),
  );
  const command = `node tools/measure-queue.mjs redis://127.0.0.1:6390${wanted === '1000' ? '' : ` ${wanted}`}`;
  const file = join(root, 'results', 'queue-rates.json');
  writeFileSync(file, `${JSON.stringify({ command, ...rates, serverOperationsPerSecond: perSecond }, null, 2)}\n`);
  writeFileSync(join(root, 'packages', 'benchmarks', 'src', 'simulate', 'measured-rates.ts'), sourceOf(rates));
  console.log(JSON.stringify(rates, null, 2));
} finally {
  await queue.obliterate({ force: true });
  await Promise.all([queue.close(), worker.close()]);
  await server.close();
  rmSync(folder, { recursive: true });
}

async function versions() {
  const text = await asking.info('server');
  const bullmq = createRequire(join(root, 'packages', 'benchmarks', 'package.json'))('bullmq/package.json').version;
  return `Redis ${/^redis_version:(.*)$/m.exec(text)?.[1]?.trim()}, BullMQ ${bullmq}`;
}

function sourceOf({ machine, server: versionsText, date, resultBytes: bytes, keptBytes, operations }) {
  const lines = Object.entries(operations).map(
    ([operation, cost]) => `    ${operation}: { server: ${cost.server}, client: ${cost.client} },`,
  );
  return `// Written by tools/measure-queue.mjs, beside results/queue-rates.json.
import type { QueueRates } from './queue-rates.ts';

/** What operations of a queue cost on the machine that is named here. */
export const measuredRates: QueueRates = {
  machine: '${machine}',
  server: '${versionsText}',
  date: '${date}',
  resultBytes: ${bytes},
  keptBytes: ${keptBytes},
  operations: {
${lines.join('\n')}
  },
};
`;
}
