import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

import { InvalidOptionError, UnknownOptionError } from '@equipoise/core';
import { beforeEach, describe, expect, it } from 'vitest';

import { DownloadError } from '../../src/index.ts';
import { fetchFiles } from '../../src/remote/fetch-files.ts';
import { cardOf, madeUpBytes, servers, unknownCard } from '../support/download.ts';
import { answers, gives } from '../support/file-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const serve = servers();
const bytes = madeUpBytes(300_000);

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(temporary(), 'cache-'));
});
const file = (): string => join(cache, 'numbers', 'numbers.bin');
describe('a download is refused', () => {
  const long = madeUpBytes(300_100);
  it.each([
    ['where the server has no such file', answers(404), /127\.0\.0\.1:\d+ does not have it \(404\)/],
    ['where it may not be had', answers(403), /does not give it \(403\)/],
    ['of another length', gives(bytes.subarray(1)), /what comes has 299999 bytes, not 300000/],
    ['that ends early without saying so', gives(bytes.subarray(1), { chunked: true }), /299999 of 300000 bytes came/],
    ['that does not end', gives(long, { chunked: true }), /more than the 300000 bytes of the file come/],
    [
      'of another content',
      gives(madeUpBytes(300_000, 2)),
      /is not what was published: its SHA-256 must be [0-9a-f]{12}…, is/,
    ],
    ['that redirects for ever', answers(302, { location: '/again' }), /sends elsewhere more than 5 times/],
    [
      'that redirects to a file',
      answers(302, { location: 'file:///etc/passwd' }),
      /of the scheme file:, which is refused/,
    ],
    ['that redirects to data', answers(301, { location: 'data:,x' }), /of the scheme data:, which is refused/],
    ['that redirects to nowhere', answers(302), /does not say where \(302\)/],
    [
      'in an encoding',
      gives(bytes, { headers: { 'content-encoding': 'br' } }),
      /in the encoding br, which was not asked for/,
    ],
    ['in part, unasked', answers(206, { 'content-range': 'bytes 5-9/10' }), /what comes has 10 bytes|answers 206/],
  ])('%s', async (_, answer, why) => {
    const server = await serve(answer);
    const fetching = fetchFiles(cardOf(bytes, [server.url]), { cache, retries: 0 });
    const error: unknown = await fetching.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DownloadError);
    expect(String(error)).toMatch(why);
    expect(existsSync(file())).toBe(false);
  });

  it('where a web page comes in place of a file that nobody knows a digest of', async () => {
    const server = await serve(
      gives(Buffer.from('<html>Log in'), { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    );
    await expect(fetchFiles(unknownCard([server.url]), { cache })).rejects.toThrow('(what comes is a web page)');
  });

  it('follows a redirect to another server', async () => {
    const target = await serve(gives(bytes));
    const server = await serve(answers(307, { location: `${target.url}/there` }));
    await fetchFiles(cardOf(bytes, [server.url]), { cache });
    expect(target.seen.map(({ url }) => url)).toEqual(['/there']);
  });

  it('in one sentence that names the file, its addresses and where to put it', async () => {
    const server = await serve(answers(404));
    await server.close();
    const card = cardOf(bytes, [`${server.url}/n`, 'http://no-such-host.invalid/n']);
    const message = await fetchFiles(card, { cache }).catch((error: unknown) => String(error));
    expect(message).toMatch(
      /^DownloadError: numbers: numbers\.bin cannot be fetched from http:\/\/127\.0\.0\.1:\d+\/n \(127\.0\.0\.1:\d+: the connection is refused \(ECONNREFUSED\)\), nor from http:\/\/no-such-host\.invalid\/n \(no-such-host\.invalid: .+ \((ENOTFOUND|EAI_AGAIN)\)\); by other means, put it at .+numbers\.bin\.$/,
    );
    expect(message).toContain(file());
  });

  it('where its owner lets nobody fetch it by program', async () => {
    await expect(fetchFiles(unknownCard([]), { cache })).rejects.toThrow(
      `numbers: numbers.bin may not be fetched by program: get it from https://example.org/numbers, and put it at ${file()}.`,
    );
  });

  it.each([
    ['a mirror by FTP', { mirror: 'ftp://example.org' }, InvalidOptionError],
    ['an empty mirror', { mirror: '' }, InvalidOptionError],
    ['less than no retry', { retries: -1 }, InvalidOptionError],
    ['no time', { timeout: 0 }, InvalidOptionError],
    ['a blank cache', { cache: ' ' }, InvalidOptionError],
    ['an option that does not exist', { mirorr: 'x' }, UnknownOptionError],
  ])('with the option: %s', async (_, options, error) => {
    await expect(fetchFiles(cardOf(bytes, []), { cache, ...options })).rejects.toThrow(error);
  });
});
