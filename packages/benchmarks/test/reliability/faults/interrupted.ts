import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { adultServer } from '../adult-server.ts';
import { downloadSubject, getAdult } from '../kills/download-subject.ts';
import type { Found, PartContext } from '../part.ts';
import { ended, unspoken } from '../spoken.ts';

/** The most times that a command is given until it has everything. */
const mostTimes = 12;

/** Cuts every answer of a server after a random number of bytes, until a download that is begun again and again has come whole. */
export async function interruptedDownloads({ folder, random, count }: PartContext): Promise<Found> {
  let cuts = 0;
  const cutAfter = (): number => {
    cuts += 1;
    return 200_000 + random.integer(3_000_000);
  };
  const [whole, cutting] = [await adultServer({ pauseMs: 1 }), await adultServer({ pauseMs: 1, cutAfter })];
  if (!whole || !cutting)
    return { count: 0, failures: [], skipped: 'adult is not in the cache, and cannot be fetched' };
  try {
    const { outcome } = downloadSubject(whole.url);
    const unbroken = join(folder, 'unbroken');
    await ended(getAdult(unbroken, whole.url));
    const failures: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const cache = join(folder, `cache-${index}`);
      mkdirSync(cache);
      let [code, times]: [number | null, number] = [1, 0];
      for (; code !== 0 && times < mostTimes; times += 1) {
        const said = await ended(getAdult(cache, cutting.url));
        code = said.code;
        failures.push(...unspoken(said).map((sentence) => `${index}: ${sentence}`));
      }
      if (code !== 0) failures.push(`${index}: it has not come after ${times} times`);
      else if (outcome(cache) !== outcome(unbroken)) failures.push(`${index}: other files than unbroken`);
    }
    return { count, failures, figures: { cuts } };
  } finally {
    whole.close();
    cutting.close();
  }
}
