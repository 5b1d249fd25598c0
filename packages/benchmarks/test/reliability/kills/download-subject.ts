import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startWith } from '../../support/equipoise.ts';
import type { Subject } from './kill-often.ts';

/** The digests of the files of a data set that are there under their names, and the bytes of those that come. */
interface Downloaded {
  readonly digests: Readonly<Record<string, string>>;
  readonly bytes: number;
}

/** `equipoise datasets get adult` from a mirror: files come from nowhere else. */
export function downloadSubject(mirror: string): Subject<Downloaded> {
  const standing = (folder: string): Downloaded => {
    const place = join(folder, 'adult');
    const names = existsSync(place) ? readdirSync(place, { recursive: true }).map(String) : [];
    const ended = names.filter((name) => ['adult.data', 'adult.test'].includes(name));
    return {
      digests: Object.fromEntries(ended.map((name) => [name, digest(join(place, name))])),
      bytes: names.length,
    };
  };
  return {
    start: (folder) => getAdult(folder, mirror),
    standing,
    size: ({ bytes }) => bytes,
    lost: (before, after) =>
      Object.entries(before.digests).flatMap(([name, sum]) =>
        after.digests[name] === sum ? [] : [`${name} is lost or altered`],
      ),
    outcome: (folder) => JSON.stringify([standing(folder).digests, readdirSync(join(folder, 'adult')).sort()]),
  };
}

/** Starts to fetch; no owner of the data is reached, as a proxy that is not there is in the way. */
export function getAdult(cache: string, mirror: string): ReturnType<typeof startWith> {
  const env = ['env', 'HTTPS_PROXY=http://127.0.0.1:9', 'NO_PROXY=127.0.0.1'];
  return startWith(env, ['datasets', 'get', 'adult', '--mirror', mirror, '--cache', cache]);
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
