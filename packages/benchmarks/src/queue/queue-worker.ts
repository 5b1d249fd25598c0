import type { Worker } from 'bullmq';

import { openPool } from '../trials/pool.ts';
import { describeTrial } from '../trials/trials-failed-error.ts';
import { ProcessEndedError } from '../trials/worker-process.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import { version } from '../version.ts';
import type { QueueServer } from './connect.ts';
import { lockTimes, maxStalledCount, progressMs } from './queue-settings.ts';
import { queueName, queuePrefix, trialJobSchema } from './trial-job.ts';

/** What a worker is told. */
export interface QueueWorkerOptions {
  /** Trials side by side. */
  readonly jobs: number;
  /** Seconds after which a worker that says nothing counts as dead, and its trial is given to another. */
  readonly deadAfter: number;
  /** Given a line for each trial that ends. */
  readonly say: (line: string) => void;
}

/** A worker that takes trials from a queue. */
export interface QueueWorker {
  /** Takes no more trials, ends those that it makes, and leaves. */
  drain(): Promise<void>;
}

/**
 * Takes trials from a queue and makes them, each in a process of its own.
 *
 * @param server - The server of the queue.
 * @param options - What it is told.
 */
export function queueWorker(server: QueueServer, { jobs, deadAfter, say }: QueueWorkerOptions): QueueWorker {
  const pool = openPool(jobs);
  const worker: Worker = new server.bullmq.Worker(
    queueName(version),
    async (job) => {
      const config = trialJobSchema.parse(job.data);
      let told = performance.now();
      const onStep = (progress: { readonly step: number; readonly steps: number }): void => {
        if (performance.now() - told < progressMs) return;
        told = performance.now();
        job.updateProgress(progress).catch(() => undefined);
      };
      return await answerTo(config, () => pool.execute(config, onStep), say);
    },
    {
      connection: server.connect(),
      prefix: queuePrefix,
      concurrency: jobs,
      ...lockTimes(deadAfter),
      maxStalledCount,
    },
  );
  worker.on('error', () => undefined); // The connection is made again; a lock that was lost is another worker's now.
  return {
    async drain() {
      await worker.close();
      await pool.stop();
      await server.close();
    },
  };
}

async function answerTo(
  config: TrialConfig,
  make: () => Promise<unknown>,
  say: (line: string) => void,
): Promise<object> {
  const name = describeTrial(config);
  try {
    const result = await make();
    say(`${name}: made.`);
    return { result };
  } catch (error) {
    if (error instanceof ProcessEndedError || !(error instanceof Error)) throw error; // Another try may do.
    say(`${name}: ${error.message}`);
    return { error: { name: error.name, message: error.message } };
  }
}
