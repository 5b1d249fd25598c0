import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { cardOf, madeUpBytes, servers } from '../support/download.ts';
import { fetching } from '../support/fetch-process.ts';
import type { Answering } from '../support/file-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const serve = servers();
const bytes = madeUpBytes(4_000_000);
/** Gives the file in pieces with pauses between them. */
const slowly: Answering = (request, response) => {
  const [, from = '0'] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const body = bytes.subarray(Number(from));
  const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from === '0' ? 200 : 206, {
    'content-length': String(body.length),
    etag: '"one"',
    ...(from === '0' ? {} : range),
  });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(sent, (sent += 100_000)));
    if (sent < body.length) return;
    clearInterval(timer);
    response.end();
  }, 20);
  response.on('close', () => clearInterval(timer));
};

it('a process that is killed leaves a part, from which the next one makes the same bytes', async () => {
  const server = await serve(slowly);
  const cache = mkdtempSync(join(temporary(), 'killed-'));
  const card = cardOf(bytes, [server.url], {});
  const folder = join(cache, 'numbers');
  for (let kill = 0; kill < 2; kill += 1) {
    const { child, ending } = fetching(card, cache);
    while (server.seen.length <= kill) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 250));
    child.kill('SIGKILL');
    await ending;
    expect(existsSync(join(folder, 'numbers.bin'))).toBe(false);
  }
  expect(await fetching(card, cache).ending).toEqual({ code: 0, text: `${server.url}/` });
  expect(readFileSync(join(folder, 'numbers.bin')).equals(bytes)).toBe(true);
  expect(server.seen[1]).toMatchObject({ range: expect.stringMatching(/^bytes=[1-9]\d*-$/), ifRange: '"one"' });
  expect(readdirSync(folder).sort()).toEqual(['.equipoise', 'numbers.bin']);
});

it('processes that fetch the same file at once all end with the whole file', async () => {
  const server = await serve(slowly);
  const cache = mkdtempSync(join(temporary(), 'at-once-'));
  const card = cardOf(bytes, [server.url]);
  const endings = await Promise.all([0, 1, 2].map(() => fetching(card, cache).ending));
  expect(endings.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(readFileSync(join(cache, 'numbers', 'numbers.bin')).equals(bytes)).toBe(true);
  expect(readdirSync(join(cache, 'numbers')).sort()).toEqual(['.equipoise', 'numbers.bin']);
});
