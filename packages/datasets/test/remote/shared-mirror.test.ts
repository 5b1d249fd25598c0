import { createReadStream, existsSync, mkdtempSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join, normalize } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  type DatasetCard,
  type DatasetName,
  datasets,
  datasetState,
  getDataset,
  removeDataset,
} from '../../src/index.ts';
import { servers } from '../support/download.ts';
import { type Answering, answers, gives, inTurn } from '../support/file-server.ts';
import { sharedRoot } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const serve = servers();

/** Serves the real files, in the layout of a mirror. */
const real: Answering = (request, response) => {
  const path = join(sharedRoot, normalize(decodeURIComponent(request.url ?? '')));
  if (!existsSync(path) || !statSync(path).isFile()) {
    answers(404)(request, response);
    return;
  }
  response.writeHead(200, { 'content-length': String(statSync(path).size) });
  createReadStream(path).pipe(response);
};

const fetched = Object.values<DatasetCard>(datasets).filter(({ files = [] }) => files.length > 0);
const isThere = ({ name, files = [] }: DatasetCard): boolean =>
  files.every(({ path }) => existsSync(join(sharedRoot, name, path)));

describe('a mirror of real files', () => {
  it.each(
    fetched.map((card) => [isThere(card) ? card.name : `${card.name} (skipped: not in ../shared/data)`, card] as const),
  )('has what the card says: %s', async (_, card) => {
    if (!isThere(card)) return;
    const server = await serve(real);
    const cache = mkdtempSync(join(temporary(), 'cache-'));
    const name = card.name as DatasetName;
    const files = await getDataset(name, { cache, mirror: server.url, retries: 0 });
    expect(files.map(({ path }) => path)).toEqual(card.files?.map(({ path }) => path));
    for (const { path, file, from } of files) {
      expect(from?.startsWith(`${server.url}/${name}/`)).toBe(true);
      expect(readFileSync(file).equals(readFileSync(join(sharedRoot, name, path)))).toBe(true);
    }
    expect(datasetState(card, cache)).toBe('cached');
    expect(removeDataset(name, cache)).toBeGreaterThan(0);
    expect(existsSync(join(cache, name))).toBe(false);
  });
});

describe.skipIf(!isThere(datasets.adult))('adult, from a server with faults', () => {
  it('loads after a cut connection, an error, and a file that was truncated since', async () => {
    const bytes = (path: string): Buffer => readFileSync(join(sharedRoot, 'adult', path));
    const server = await serve(
      inTurn(
        answers(503),
        gives(bytes('adult.data'), { tag: '"d"', cutAfter: 1_000_000 }),
        gives(bytes('adult.data'), { tag: '"d"' }),
        gives(bytes('adult.test'), { ranges: false }),
        gives(bytes('adult.test'), { ranges: false }),
      ),
    );
    const cache = mkdtempSync(join(temporary(), 'cache-'));
    const { splits } = await datasets.adult.load({ cache, download: { mirror: server.url } });
    expect(splits.test.size).toBe(16_281);
    truncateSync(join(cache, 'adult', 'adult.test'), 1000);
    await expect(datasets.adult.load({ cache })).rejects.toThrow(/adult\.test has 1000 bytes, not 2003153/);
    await getDataset('adult', { cache, mirror: server.url });
    expect((await datasets.adult.load({ cache })).splits.test.size).toBe(16_281);
    expect(server.seen.map(({ range }) => range)).toEqual([
      undefined,
      undefined,
      'bytes=1000000-',
      undefined,
      undefined,
    ]);
  });
});
