import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, request as ask, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { cardOf, madeUpBytes } from '../support/download.ts';
import { fetching } from '../support/fetch-process.ts';
import { answers, byPath, gives } from '../support/file-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const bytes = madeUpBytes(200_000);
const certificate = join(import.meta.dirname, 'tls', 'localhost.pem');
const key = join(import.meta.dirname, 'tls', 'localhost-key.pem');

/** A forward proxy that asks for a password, and what it was asked for. */
function proxyServer(asked: string[]): Server {
  const password = `Basic ${Buffer.from('me:se cret').toString('base64')}`;
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.headers['proxy-authorization'] !== password) return void response.writeHead(407).end();
    delete request.headers['proxy-authorization'];
    const onward = ask(request.url ?? '', { headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    onward.end();
  });
  proxy.on('connect', (request, client: Socket) => {
    asked.push(`CONNECT ${request.url}`);
    if (request.headers['proxy-authorization'] !== password) return void client.end('HTTP/1.1 407 Password\r\n\r\n');
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connected\r\n\r\n');
      onward.pipe(client).pipe(onward);
    });
    onward.on('error', () => client.destroy());
    client.on('error', () => onward.destroy());
  });
  return proxy;
}

const asked: string[] = [];
const proxy = proxyServer(asked);
const plain = createServer(gives(bytes));
const secure = createTlsServer(
  { cert: readFileSync(certificate), key: readFileSync(key) },
  byPath({
    '/n': gives(bytes),
    '/down': (request, response) =>
      answers(302, { location: `http://localhost:${portOf(plain)}/n` })(request, response),
  }),
);
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  for (const server of [proxy, plain, secure]) await once(server.listen(0, 'localhost'), 'listening');
});
afterAll(() => {
  for (const server of [proxy, plain, secure]) {
    server.closeAllConnections();
    server.close();
  }
});

/** Fetches in a process that has these settings; gives what it says, and whether the file is there. */
async function fetched(url: string, env: NodeJS.ProcessEnv = {}): Promise<readonly [string, boolean]> {
  asked.length = 0;
  const cache = mkdtempSync(join(temporary(), 'proxy-'));
  const { ending } = fetching(cardOf(bytes, [url]), cache, { NODE_EXTRA_CA_CERTS: certificate, ...env });
  const { text } = await ending;
  const file = join(cache, 'numbers', 'numbers.bin');
  return [text, existsSync(file) && readFileSync(file).equals(bytes)];
}

describe('a proxy', () => {
  const setting = (): string => `http://me:se%20cret@localhost:${portOf(proxy)}`;

  it('of HTTP_PROXY is asked for http addresses, plainly', async () => {
    const url = `http://localhost:${portOf(plain)}/n`;
    expect(await fetched(url, { HTTP_PROXY: setting() })).toEqual([url, true]);
    expect(asked).toEqual([`GET ${url}`]);
  });

  it('of HTTPS_PROXY is asked for a tunnel to https addresses', async () => {
    const url = `https://localhost:${portOf(secure)}/n`;
    expect(await fetched(url, { https_proxy: setting() })).toEqual([url, true]);
    expect(asked).toEqual([`CONNECT localhost:${portOf(secure)}`]);
  });

  it('is not asked for the hosts of NO_PROXY', async () => {
    const url = `http://localhost:${portOf(plain)}/n`;
    expect(await fetched(url, { HTTP_PROXY: setting(), NO_PROXY: 'example.org,localhost' })).toEqual([url, true]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['that wants a password is named: http', 'http', plain],
    ['that wants a password is named: https', 'https', secure],
  ])('%s', async (_, scheme, server) => {
    const env = { [`${scheme}_proxy`]: `http://localhost:${portOf(proxy)}` };
    const [text, isThere] = await fetched(`${scheme}://localhost:${portOf(server)}/n`, env);
    expect([isThere, text.includes('407'), text.includes('proxy')]).toEqual([false, true, true]);
  });

  it.each([
    ['no address', 'nonsense', /\(HTTP_PROXY must be an http address\)/],
    ['of another scheme', 'ftp://localhost:1', /\(HTTP_PROXY must be an http address\)/],
    ['not there', 'http://localhost:1', /through the proxy of HTTP_PROXY: the connection is refused \(ECONNREFUSED\)/],
  ])('that is %s is named', async (_, proxyUrl, sentence) => {
    const [text, isThere] = await fetched(`http://localhost:${portOf(plain)}/n`, { HTTP_PROXY: proxyUrl });
    expect([isThere, text.split('\n').length]).toEqual([false, 1]);
    expect(text).toMatch(sentence);
  });
});

describe('https', () => {
  it('is fetched from', async () => {
    const url = `https://localhost:${portOf(secure)}/n`;
    expect(await fetched(url)).toEqual([url, true]);
  });

  it('may not send to http', async () => {
    const [text, isThere] = await fetched(`https://localhost:${portOf(secure)}/down`);
    expect([text, isThere]).toEqual([expect.stringContaining('sends from https to http, which is refused'), false]);
  });

  it('with a certificate that nobody vouches for is refused', async () => {
    const [text, isThere] = await fetched(`https://localhost:${portOf(secure)}/n`, { NODE_EXTRA_CA_CERTS: '' });
    expect([text, isThere]).toEqual([expect.stringMatching(/self.signed/i), false]);
  });
});
