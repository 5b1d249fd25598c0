import { expect, it } from 'vitest';

import { connectQueue } from '../../src/queue/connect.ts';
import { queuePool } from '../../src/queue/queue-executor.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { openPool, type Pool } from '../../src/trials/pool.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import { smallStudy } from '../support/made-up.ts';
import { hasRedis, startRedis } from '../support/redis.ts';

function aTrial(): TrialConfig {
  const [config] = trialsOf(smallStudy());
  if (!config) throw new Error('The study has no trials.');
  return config;
}

/** A pool that was stopped refuses a trial, where it once began it, or waited for ever. */
async function expectNoMore(pool: Pool): Promise<void> {
  const make = (): Promise<unknown> => pool.execute(aTrial(), () => undefined);
  const refused = expect(make()).rejects.toThrow(/^(It was stopped before|its process was ended by SIGKILL)/);
  await pool.stop();
  await refused;
  await expect(make()).rejects.toThrow(/^It was stopped before/);
}

it('processes that were stopped begin no further trial', async () => {
  await expectNoMore(openPool(1));
});

it.skipIf(!hasRedis)('a queue that was left is given no further trial (skipped without redis-server)', async () => {
  const redis = await startRedis();
  try {
    await expectNoMore(queuePool(await connectQueue(redis.url, {})));
  } finally {
    await redis.stop();
  }
});
