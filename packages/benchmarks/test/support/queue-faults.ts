import { setTimeout as pause } from 'node:timers/promises';

import { random } from '@equipoise/core';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

import { jobId, queueName, queuePrefix } from '../../src/queue/trial-job.ts';
import { version } from '../../src/version.ts';
import { start, startWith } from './equipoise.ts';
import { trialsIn } from './kept-trials.ts';
import type { TestRedis } from './redis.ts';

/** Starts a worker of a queue, which gives up dead ones soon; in a folder of its own, for all that it writes. */
function startWorker(url: string, place: string) {
  const line = ['worker', '--queue', url, '--workers', '1', '--dead-after', '2'];
  return startWith(['env', '--chdir', place, `TMPDIR=${place}`], line);
}

/**
 * Has a study made by two workers of a queue, while faults are injected: workers are killed and stopped for longer than others wait, the server is
 * killed, trials are put there twice, and the command itself is killed.
 *
 * @param redis - The server of the queue.
 * @param command - The command of the study.
 * @param out - Its folder.
 * @param place - The folder of the workers: it may be on a full disk.
 * @returns How often each fault was injected.
 */
export async function studyWithFaults(
  redis: TestRedis,
  command: readonly string[],
  out: string,
  place: string,
): Promise<Readonly<Record<string, number>>> {
  const line = [...command, '--queue', redis.url];
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  const workers = [startWorker(redis.url, place), startWorker(redis.url, place)];
  let study = start(...line);
  const source = random(19);
  const faults: Readonly<Record<string, (worker: number) => Promise<void>>> = {
    async killWorker(worker) {
      workers[worker]?.child.kill('SIGKILL');
      await workers[worker]?.outcome;
      workers[worker] = startWorker(redis.url, place);
    },
    async stopWorker(worker) {
      workers[worker]?.child.kill('SIGSTOP');
      await pause(4000);
      workers[worker]?.child.kill('SIGCONT');
    },
    restartServer: () => redis.restart(),
    async duplicateJob() {
      const queue = new Queue(queueName(version), { connection, prefix: queuePrefix });
      const [job] = await queue.getJobs(['active', 'waiting', 'prioritized'], 0, 0);
      if (job) await queue.add('trial', job.data, { jobId: `${jobId(job.data as never)}-again` });
    },
    async killStudy() {
      study.child.kill('SIGKILL');
      await study.outcome;
      study = start(...line);
    },
  };
  const names = Object.keys(faults);
  const counts: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  for (let fault = 0; fault < 20; fault += 1) {
    const wanted = Object.keys(trialsIn(out)).length + source.integer(6);
    while (Object.keys(trialsIn(out)).length < wanted && study.child.exitCode === null) await pause(10);
    const name = names[fault % names.length] ?? '';
    await faults[name]?.(source.integer(2));
    counts[name] = (counts[name] ?? 0) + 1;
  }
  const { code, stderr } = await study.outcome;
  if (code !== 0) throw new Error(stderr);
  for (const worker of workers) worker.child.kill('SIGTERM');
  const ended = await Promise.all(workers.map((worker) => worker.outcome));
  connection.disconnect();
  if (ended.some((outcome) => outcome.code !== 0)) throw new Error(ended.map((outcome) => outcome.stderr).join('\n'));
  return counts;
}
