import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { beforeEach, describe, expect, it } from 'vitest';

import { DownloadError, type DownloadProgress } from '../../src/index.ts';
import { fetchFiles } from '../../src/remote/fetch-files.ts';
import { cardOf, madeUpBytes, servers, sha256, unknownCard } from '../support/download.ts';
import { answers, byPath, gives, inTurn } from '../support/file-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const serve = servers();
const bytes = madeUpBytes(300_000);
const [first, other] = ['"first"', '"other"'];

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(temporary(), 'cache-'));
});
const file = (): string => join(cache, 'numbers', 'numbers.bin');
/** What lies beside the file, the records aside. */
const beside = (): readonly string[] =>
  readdirSync(join(cache, 'numbers')).filter((name) => !/^(numbers\.bin|\.equipoise)$/.test(name));

describe('a download', () => {
  it('puts the file in its place, tells how far it is, and leaves nothing beside it', async () => {
    const server = await serve(gives(bytes));
    const events: DownloadProgress[] = [];
    const card = cardOf(bytes, [`${server.url}/n`]);
    const [fetched] = await fetchFiles(card, { cache, onProgress: (event) => events.push(event) });
    expect(fetched).toEqual({
      path: 'numbers.bin',
      file: file(),
      bytes: 300_000,
      sha256: sha256(bytes),
      from: `${server.url}/n`,
    });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    expect(beside()).toEqual([]);
    expect(events.at(-2)).toMatchObject({ kind: 'bytes', bytes: 300_000, total: 300_000, allTotal: 300_000 });
    expect(events.at(-1)).toMatchObject({ kind: 'done', from: `${server.url}/n` });
    expect((await fetchFiles(card, { cache }))[0]?.from).toBeUndefined();
    expect(server.seen).toHaveLength(1);
  });

  it('goes on where a cut connection ended, if the file is the same', async () => {
    const server = await serve(inTurn(gives(bytes, { tag: first, cutAfter: 100_000 }), gives(bytes, { tag: first })));
    await fetchFiles(unknownCard([server.url]), { cache });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    expect(server.seen[1]).toMatchObject({ range: 'bytes=100000-', ifRange: first });
  });

  it.each([
    ['a server that honours If-Range', gives(madeUpBytes(300_000, 9), { tag: other })],
    [
      'a server that ignores If-Range',
      inTurn(
        (_, response) => {
          const body = madeUpBytes(300_000, 9).subarray(100_000);
          response.writeHead(206, { 'content-range': 'bytes 100000-299999/300000', etag: other }).end(body);
        },
        gives(madeUpBytes(300_000, 9), { tag: other }),
      ),
    ],
  ])('begins anew where the file changed between two parts: %s', async (_, second) => {
    const server = await serve(inTurn(gives(bytes, { tag: first, cutAfter: 100_000 }), second));
    await fetchFiles(unknownCard([server.url]), { cache });
    expect(readFileSync(file()).equals(madeUpBytes(300_000, 9))).toBe(true);
  });

  it('begins anew where a server says the same of a file of another size', async () => {
    const longer = madeUpBytes(400_000, 9);
    const server = await serve(inTurn(gives(bytes, { tag: first, cutAfter: 100_000 }), gives(longer, { tag: first })));
    await fetchFiles(unknownCard([server.url]), { cache });
    expect(readFileSync(file()).equals(longer)).toBe(true);
    expect(server.seen.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', undefined]);
  });

  it('gives a mirror the name and password of its address, and shows them to nobody', async () => {
    const given: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      given.push(request.headers.authorization);
      gives(bytes)(request, response);
    });
    const mirror = server.url.replace('//', '//me:50%25%@');
    const [fetched] = await fetchFiles(cardOf(bytes, []), { cache, mirror });
    expect(given).toEqual([`Basic ${Buffer.from('me:50%25%').toString('base64')}`]);
    expect(fetched?.from).toBe(`${server.url}/numbers/numbers.bin`);
  });

  it('fetches all of it where the server has no ranges', async () => {
    const how = { tag: first, ranges: false };
    const server = await serve(inTurn(gives(bytes, { ...how, cutAfter: 100_000 }), gives(bytes, how)));
    await fetchFiles(cardOf(bytes, [server.url]), { cache });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  it('fetches all of it where an answer is not the range that was asked for', async () => {
    const server = await serve(
      inTurn(
        gives(bytes, { tag: first, cutAfter: 100_000 }),
        (_, response) => {
          const range = { 'content-range': 'bytes 50-299999/300000', etag: first };
          response.writeHead(206, range).end(bytes.subarray(50));
        },
        gives(bytes, { tag: first }),
      ),
    );
    await fetchFiles(cardOf(bytes, [server.url]), { cache });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  it('mends a part that turns out wrong by fetching all of it', async () => {
    const wrong = madeUpBytes(300_000, 5);
    const server = await serve(inTurn(gives(wrong, { cutAfter: 100_000 }), gives(bytes)));
    await fetchFiles(cardOf(bytes, [server.url]), { cache });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    expect(server.seen.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', undefined]);
  });

  it('tries again after 500, and after as long as the server asks for', async () => {
    const waits: (number | undefined)[] = [];
    const server = await serve(inTurn(answers(500), answers(503, { 'retry-after': '2' }), gives(bytes)));
    const onProgress = (event: DownloadProgress): unknown => event.kind === 'failed' && waits.push(event.wait);
    await fetchFiles(cardOf(bytes, [server.url]), { cache, onProgress });
    expect(waits).toEqual([1, 2]);
  });

  it('tries again where nothing comes for some time', async () => {
    const server = await serve(inTurn(gives(bytes, { tag: first, stallAfter: 70_000 }), gives(bytes, { tag: first })));
    await fetchFiles(cardOf(bytes, [server.url]), { cache, timeout: 0.5 });
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    expect(server.seen[1]?.range).toBe('bytes=70000-');
  });

  it('gives up after so many retries, and keeps what came', async () => {
    const server = await serve(gives(bytes, { tag: first, ranges: false, cutAfter: 1000 }));
    const fetching = fetchFiles(cardOf(bytes, [server.url]), { cache, retries: 1 });
    await expect(fetching).rejects.toThrow(DownloadError);
    expect(server.seen).toHaveLength(2);
    expect(beside().map((name) => name.replaceAll(/[0-9a-f-]{36}/g, 'ID'))).toEqual([
      'numbers.bin.ID.part',
      'numbers.bin.from.ID.part',
    ]);
  });

  it('takes the next address where one does not have it, and asks the mirror first', async () => {
    const server = await serve(byPath({ '/b': gives(bytes) }));
    const card = cardOf(bytes, [`${server.url}/a`, `${server.url}/b`]);
    const [fetched] = await fetchFiles(card, { cache, mirror: `${server.url}/mirror/` });
    expect(fetched?.from).toBe(`${server.url}/b`);
    expect(server.seen.map(({ url }) => url)).toEqual(['/mirror/numbers/numbers.bin', '/a', '/b']);
  });

  it('takes a local folder for a mirror', async () => {
    const mirror = mkdtempSync(join(temporary(), 'mirror-'));
    mkdirSync(join(mirror, 'numbers'));
    writeFileSync(join(mirror, 'numbers', 'numbers.bin'), bytes);
    const [fetched] = await fetchFiles(cardOf(bytes, ['http://127.0.0.1:9/none']), { cache, mirror });
    expect(fetched?.from).toBe(join(mirror, 'numbers', 'numbers.bin'));
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  it('knows a file by what it holds, however it was compressed', async () => {
    const text = Buffer.from('one line\n'.repeat(1000));
    const server = await serve(
      byPath({ '/good': gives(gzipSync(text, { level: 1 })), '/bad': gives(gzipSync(bytes)) }),
    );
    const pinned = {
      path: 'text.gz',
      bytes: gzipSync(text).length,
      contentSha256: sha256(text),
      sha256: sha256(gzipSync(text)),
    };
    const [fetched] = await fetchFiles(cardOf(text, [`${server.url}/bad`, `${server.url}/good`], pinned), { cache });
    expect(fetched?.from).toBe(`${server.url}/good`);
  });

  it('takes what a compressed file holds for it', async () => {
    const server = await serve(gives(bytes));
    const file = { path: 'numbers.bin', urls: [server.url], contentSha256: sha256(bytes) };
    const [fetched] = await fetchFiles({ ...unknownCard([]), files: [file] }, { cache });
    expect(fetched?.sha256).toBe(sha256(bytes));
  });

  it('stops when it is told to, and the next call goes on from there', async () => {
    const server = await serve(inTurn(gives(bytes, { tag: first, stallAfter: 120_000 }), gives(bytes, { tag: first })));
    const card = cardOf(bytes, [server.url]);
    const stop = new AbortController();
    const onProgress = (event: DownloadProgress): void => {
      if (event.kind === 'bytes' && event.bytes === 120_000) stop.abort(new Error('enough'));
    };
    await expect(fetchFiles(card, { cache, signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect(existsSync(file())).toBe(false);
    await fetchFiles(card, { cache });
    expect(server.seen[1]?.range).toBe('bytes=120000-');
    expect(readFileSync(file()).equals(bytes)).toBe(true);
    expect(beside()).toEqual([]);
  });
});
