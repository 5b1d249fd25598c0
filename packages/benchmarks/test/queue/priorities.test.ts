import { setTimeout as pause } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { connectQueue } from '../../src/queue/connect.ts';
import { queuePool } from '../../src/queue/queue-executor.ts';
import { jobId, queueName, queuePrefix } from '../../src/queue/trial-job.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { version } from '../../src/version.ts';
import { smallStudy } from '../support/made-up.ts';
import { hasRedis, startRedis } from '../support/redis.ts';

it.skipIf(!hasRedis)(
  'workers are given trials of searches before final ones (skipped without redis-server)',
  async () => {
    const redis = await startRedis();
    const server = await connectQueue(redis.url, {});
    const [pool, other] = [queuePool(server), await connectQueue(redis.url, {})];
    try {
      const finals = trialsOf(smallStudy()).slice(0, 2);
      const searched = finals.map((config) => ({ ...config, final: false }));
      const given = [...finals, ...searched];
      const ends = given.map((config) => pool.execute(config, () => undefined).catch((error: unknown) => error));
      const connection = { connection: other.connect(), prefix: queuePrefix };
      const queue = new other.bullmq.Queue(queueName(version), connection);
      while ((await queue.getJobCountByTypes('waiting', 'prioritized')) < given.length) await pause(10);
      const worker = new other.bullmq.Worker(queueName(version), null, { ...connection, autorun: false });
      const taken: (string | undefined)[] = [];
      while (taken.length < given.length) taken.push((await worker.getNextJob('test')).id);
      expect(taken.slice(0, 2).sort()).toEqual(searched.map(jobId).sort());
      expect(taken.slice(2).sort()).toEqual(finals.map(jobId).sort());
      await Promise.all([worker.close(true), queue.close()]);
      await pool.stop();
      expect(await Promise.all(ends)).toEqual(given.map(() => expect.any(Error) as Error));
    } finally {
      await other.close();
      await pool.stop();
      await redis.stop();
    }
  },
);
