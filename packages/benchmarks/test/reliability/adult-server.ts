import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

import { equipoise } from '../support/equipoise.ts';

/** A server of the files of adult, on loopback. */
export interface AdultServer {
  readonly url: string;
  close(): void;
}

/** How it gives a file. */
export interface Giving {
  /** Milliseconds between two pieces of 100 kB. */
  readonly pauseMs: number;
  /** After how many bytes an answer is cut; never when it gives nothing. */
  readonly cutAfter?: () => number | undefined;
}

/** Starts a server that gives what the cache of this machine has of adult, slowly and in parts; undefined when it has nothing. */
export async function adultServer({ pauseMs, cutAfter }: Giving): Promise<AdultServer | undefined> {
  const { code, stdout } = await equipoise('datasets', 'get', 'adult', '--json');
  if (code !== 0) return undefined;
  const { datasets } = JSON.parse(stdout) as { datasets: readonly { files: readonly { file: string }[] }[] };
  const files = new Map(datasets[0]?.files.map(({ file }) => [basename(file), readFileSync(file)]));
  const server = createServer((request, response) => {
    const bytes = files.get(basename(request.url ?? ''));
    if (!bytes) return void response.writeHead(404).end();
    const [, from = '0'] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
    const body = bytes.subarray(Number(from));
    response.writeHead(from === '0' ? 200 : 206, {
      'content-length': String(body.length),
      etag: '"one"',
      ...(from !== '0' && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    const end = Math.min(body.length, cutAfter?.() ?? body.length);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(body.subarray(sent, (sent = Math.min(end, sent + 100_000))));
      if (sent < end) return;
      clearInterval(timer);
      if (end < body.length) response.destroy();
      else response.end();
    }, pauseMs);
    response.on('close', () => clearInterval(timer)).on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
