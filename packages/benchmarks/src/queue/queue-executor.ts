import { resolve as absolute } from 'node:path';

import { EquipoiseError, oneLine } from '@equipoise/core';
import type { Job, Queue, QueueEvents } from 'bullmq';

import type { Pool } from '../trials/pool.ts';
import type { TrialProgress } from '../trials/run-trials.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { TrialResult } from '../trials/trial-result.ts';
import { version } from '../version.ts';
import type { QueueServer } from './connect.ts';
import { afterSearches, attempts, backoff, lookMs } from './queue-settings.ts';
import { jobId, queueName, queuePrefix, trialAnswerSchema, trialProgressSchema } from './trial-job.ts';

/** Seconds that an answer stays in the queue for a coordinator that has to be started again. */
const keptSeconds = 7 * 24 * 3600;

/** Who waits for a trial. */
interface Waiting {
  readonly onStep: (progress: TrialProgress) => void;
  /** Looks at the job again. */
  readonly look: () => void;
  /** Gives it up. */
  readonly giveUp: () => void;
}

/**
 * Makes trials by the workers of a queue. A trial is in the queue once; its answer stays there, so that a coordinator that died finds it when it is started
 * again. A job that is gone, as from a server that lost its memory, is put there anew.
 *
 * @param server - The server of the queue.
 */
export function queuePool(server: QueueServer): Pool {
  const { bullmq, connect } = server;
  const name = queueName(version);
  const queue: Queue = new bullmq.Queue(name, { connection: connect(), prefix: queuePrefix });
  const events: QueueEvents = new bullmq.QueueEvents(name, { connection: connect(), prefix: queuePrefix });
  const waiting = new Map<string, Waiting>();
  let stopped = false;
  queue.on('error', () => undefined); // The connection is made again.
  events.on('error', () => undefined);
  events.on('completed', ({ jobId: id }) => waiting.get(id)?.look());
  events.on('failed', ({ jobId: id }) => waiting.get(id)?.look());
  events.on('progress', ({ jobId: id, data }) => {
    const progress = trialProgressSchema.safeParse(data).data;
    if (progress) waiting.get(id)?.onStep(progress);
  });

  /** What the job of a trial has come to; nothing while it is not made. */
  const answerOf = async (config: TrialConfig, isFirst: boolean): Promise<TrialResult | undefined> => {
    const id = jobId(config);
    const state = await queue.getJobState(id); // The job itself is large: it is read when there is something to see.
    if (state === 'unknown') {
      await queue.add('trial', withAbsoluteTable(config), {
        jobId: id,
        attempts,
        backoff,
        removeOnComplete: { age: keptSeconds },
        removeOnFail: { age: keptSeconds },
        ...(config.final && { priority: afterSearches }),
      });
      return undefined;
    }
    if (state !== 'failed' && state !== 'completed') return undefined;
    const job = (await queue.getJob(id)) as Job | undefined;
    if (!job) return undefined; // It was removed since; the next look puts it there again.
    if (state === 'failed') {
      await job.remove();
      if (isFirst) return await answerOf(config, false); // It failed before; asked for again, it is tried again.
      throw new EquipoiseError(`workers failed ${job.attemptsMade} times: ${oneLine(job.failedReason)}`);
    }
    const answer = trialAnswerSchema.safeParse(job.returnvalue).data;
    if (!answer) throw new EquipoiseError(`the queue holds something else than an answer in the job ${id}; remove it.`);
    if ('result' in answer) return { ...answer.result, config }; // The table's file is where it is here.
    await job.remove();
    throw Object.assign(new EquipoiseError(answer.error.message), { name: answer.error.name });
  };

  return {
    execute: (config, onStep) =>
      new Promise((resolve, reject) => {
        const id = jobId(config);
        let [isNew, looking, again] = [true, false, false];
        const end = (settle: () => void): void => {
          clearInterval(timer);
          waiting.delete(id);
          settle();
        };
        const lookAgain = async (): Promise<void> => {
          looking = true;
          while (again) {
            again = false;
            const result = await answerOf(config, isNew);
            isNew = false;
            if (result) end(() => resolve(result));
          }
          looking = false;
        };
        const look = (): void => {
          again = true;
          if (looking || stopped) return;
          lookAgain().catch((error: unknown) => end(() => reject(asError(error))));
        };
        const timer = setInterval(look, lookMs);
        const giveUp = (): void => end(() => reject(new EquipoiseError('It was stopped before it was made.')));
        if (stopped) {
          giveUp();
          return;
        }
        waiting.set(id, { onStep, look, giveUp });
        look();
      }),
    async stop() {
      if (stopped) return;
      stopped = true;
      for (const { giveUp } of [...waiting.values()]) giveUp();
      await Promise.allSettled([queue.close(), events.close()]);
      await server.close();
    },
  };
}

/** Workers have folders of their own: a table must be at the same path on all machines. */
function withAbsoluteTable(config: TrialConfig): TrialConfig {
  const { table } = config;
  return table ? { ...config, table: { ...table, file: absolute(table.file) } } : config;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new EquipoiseError(String(error));
}
