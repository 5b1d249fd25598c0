import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { equipoise, type Running, startWith } from '../support/equipoise.ts';

const shared = join(import.meta.dirname, '../../../../../shared/data');
const hasAdult = existsSync(join(shared, 'adult', 'adult.data'));
const reason = hasAdult ? '' : ' (skipped: no ../shared/data/adult)';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-datasets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const newCache = (): string => mkdtempSync(join(folder, 'cache-'));

/** Answers all requests in one way while something runs; gives what was asked for. */
async function serving<Result>(answer: RequestListener, run: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('equipoise datasets', () => {
  it('lists size, tasks, licence and state of each in a table', async () => {
    const { code, stdout } = await equipoise('datasets', '--cache', newCache());
    expect(code).toBe(0);
    expect(stdout).toMatch(/^adult +48,842 +6\.0 MB +2 binary +CC BY 4\.0 +not fetched$/m);
    expect(stdout).toMatch(/^penguins +333 +4 multiclass, .+ +CC0 +embedded$/m);
    expect(stdout).toMatch(/data sets\. One in detail: equipoise datasets NAME\./);
  });

  it('lists those of a modality and with all words of a filter', async () => {
    const listed = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await equipoise('datasets', '--json', ...args);
      return (JSON.parse(stdout) as { datasets: { name: string }[] }).datasets.map(({ name }) => name);
    };
    expect(await listed('--filter', 'Census INCOME')).toContain('adult');
    expect(await listed('--filter', 'census penguins', '--modality', 'tabular').catch(() => 'none')).toBe('none');
    expect(await listed('--modality', 'image')).toContain('multi-mnist');
    expect(await listed('--modality', 'image')).not.toContain('adult');
  });

  it('shows one with its tasks, files, where they come from, and what to do next', async () => {
    const cache = newCache();
    const { code, stdout } = await equipoise('datasets', 'adult', '--cache', cache);
    expect(code).toBe(0);
    for (const text of [
      'income (binary): more than 50,000 dollars a year',
      'adult.data, 4.0 MB: not fetched',
      'https://archive.ics.uci.edu/ml/machine-learning-databases/adult/adult.data',
      join(cache, 'adult'),
      `equipoise datasets get adult --cache ${cache}`,
    ]) {
      expect(stdout).toContain(text);
    }
    const { stdout: json } = await equipoise('datasets', 'adult', '--cache', cache, '--json');
    const { datasets } = JSON.parse(json) as { datasets: object[] };
    expect(datasets).toEqual([
      expect.objectContaining({
        name: 'adult',
        state: 'not fetched',
        files: [
          expect.objectContaining({ path: 'adult.data', state: 'missing', file: join(cache, 'adult', 'adult.data') }),
          expect.objectContaining({ path: 'adult.test', state: 'missing', bytes: 2_003_153 }),
        ],
      }),
    ]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['an unknown name', ['adlt'], /no data set "adlt" \(did you mean adult\?\)/],
    ['a filter that nothing matches', ['--filter', 'no such words'], /no data set matches the filter "no such words"/],
    ['a name with a filter', ['adult', '--filter', 'x'], /`filter` must be left out when a data set is named/],
    ['another modality', ['--modality', 'sound'], /--modality.*tabular, text, image/],
    ['get without a name', ['get'], /missing required argument 'names'/],
    ['get of an unknown name', ['get', 'penguins', 'adlt'], /no data set "adlt"/],
    [
      'a mirror of another scheme',
      ['get', 'adult', '--mirror', 'ftp://x'],
      /`mirror` must be an http or https address/,
    ],
    ['remove of an unknown name', ['remove', '..'], /no data set "\.\."/],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const { code, stdout, stderr } = await equipoise('datasets', ...args);
    expect(stderr).toMatch(sentence);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });
});

describe('equipoise datasets get', () => {
  it.skipIf(!hasAdult)(`fetches, knows what is there, and removes it${reason}`, async () => {
    const at = ['--cache', newCache()];
    const { code, stdout, stderr } = await equipoise('datasets', 'get', 'adult', 'penguins', '--mirror', shared, ...at);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^adult: 2 files, 6\.0 MB, in \S+adult \(2 fetched\)\.\npenguins: nothing to fetch, it is embedded\.\n$/,
    );
    const { stdout: json } = await equipoise('datasets', 'get', 'adult', '--json', ...at);
    const { datasets } = JSON.parse(json) as { datasets: { name: string; files: { bytes: number }[] }[] };
    expect(datasets[0]?.files.map(({ bytes }) => bytes)).toEqual([3_974_305, 2_003_153]);
    expect((await equipoise('datasets', ...at)).stdout).toMatch(/^adult .* cached$/m);
    expect((await equipoise('datasets', 'remove', 'adult', ...at)).stdout).toBe('adult: removed 6.0 MB.\n');
    expect((await equipoise('datasets', 'remove', 'adult', ...at)).stdout).toBe('adult: nothing to remove.\n');
  });

  it('ends with 1 and one sentence where a mirror has another file and no owner is reached', async () => {
    const cache = newCache();
    const { code, stdout, stderr } = await serving(
      (_, response) => response.end('something else'),
      (url) => startFrom(url, cache).outcome,
    );
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([1, '', 1]);
    expect(stderr).toMatch(
      /^adult: adult\.data cannot be fetched from http:\S+adult\.data \(what comes has 14 bytes, not 3974305\)/,
    );
    expect(stderr).toContain(`put it at ${join(cache, 'adult', 'adult.data')}.`);
  });

  it('keeps what has come when Ctrl-C stops it, and goes on from there', async () => {
    const cache = newCache();
    const ranges: (string | undefined)[] = [];
    const stall: RequestListener = (request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(200, { 'content-length': '3974305', etag: '"one"' });
      response.write(Buffer.alloc(100_000, 'x'));
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      await serving(stall, async (url) => {
        const { child, outcome } = startFrom(url, cache);
        const parts = (): readonly string[] =>
          existsSync(join(cache, 'adult')) ? readdirSync(join(cache, 'adult')) : [];
        const before = ranges.length;
        const hasBegun = (): boolean => ranges.length > before && parts().length > 0;
        while (child.exitCode === null && !hasBegun()) await new Promise((resolve) => setTimeout(resolve, 50));
        await new Promise((resolve) => setTimeout(resolve, 500));
        child.kill(signal);
        const { code, stderr } = await outcome;
        expect(code).toBe(signal === 'SIGINT' ? 130 : 143);
        expect(stderr).toBe('Stopped: what has come is kept; the same command goes on from there.\n');
      });
    }
    expect(ranges).toEqual([undefined, 'bytes=100000-']);
  });
});

/** Fetches adult, whose owner is not reached: a proxy that is not there is in the way. */
function startFrom(mirror: string, cache: string): Running {
  const env = ['env', 'HTTPS_PROXY=http://127.0.0.1:9', 'NO_PROXY=127.0.0.1'];
  return startWith(env, ['datasets', 'get', 'adult', '--mirror', mirror, '--cache', cache]);
}
