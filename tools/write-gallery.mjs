// Writes the pages and pictures in docs/gallery, their index docs/gallery.md and the table of claims from results/gallery, as `equipoise gallery NAME` makes them; with --check
// fails when one differs. Needs a build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { measureClaims } from '../packages/benchmarks/dist/gallery/claims/measure-claims.js';
import { galleryPage } from '../packages/benchmarks/dist/gallery/page.js';
import { galleryPicture } from '../packages/benchmarks/dist/gallery/picture.js';
import { readGalleryResults } from '../packages/benchmarks/dist/gallery/read-results.js';
import { gallery } from '../packages/benchmarks/dist/gallery/registry.js';
import { root, table } from './markdown.mjs';
import { removeOthers, writeWhole } from './whole-files.mjs';

const results = readGalleryResults(join(root, 'results', 'gallery'));

const signed = (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)} %`;
const times = (value) => value.toFixed(1);

/** A row of the index. */
function row({ name, title, simulated, tasks, datasets, comparison, serving }) {
  const { gain } = comparison.strategies[comparison.chosen];
  const [low, high] = gain.interval;
  const words = { helped: 'helped', hurt: 'hurt', unclear: 'no clear difference' };
  return [
    `[${name}](gallery/${name}.md)`,
    title.replace(/^[^:]*: /, '').replace(/^./, (letter) => letter.toUpperCase()),
    [...(simulated ? ['simulation'] : []), ...datasets.map((each) => `\`${each}\``)].join(', ') ||
      'comes with the package',
    `${words[gain.verdict]}: ${signed(gain.change)} (${signed(low)} to ${signed(high)})`,
    `\`${comparison.chosen}\``,
    `${tasks.length} tasks: ${times(serving.separate.parameters / serving.one.parameters)} / ${times(serving.separate.manyMs / serving.one.manyMs)}`,
    `${comparison.seeds}`,
  ];
}

function index() {
  const claims = measureClaims(results);
  return `<!-- Written by tools/write-gallery.mjs from results/gallery. Do not edit. -->

# Gallery

What people use multi-task learning for, as small studies that run: \`npx equipoise gallery\` lists them, \`npx equipoise gallery NAME\` runs one, and \`npx equipoise gallery NAME --ask\`
asks its model. Each trains one model for all tasks with several weightings, and a model for each task, with several seeds, and reads the test split once, at the end.
The budgets are short and tuned for nobody; [a study of your own](guides/studies.md) is the way to a conclusion on your data.

${table(
  [
    'entry',
    'what it does',
    'data',
    'did one model help? (Δm, 95 % interval)',
    'weighting that won',
    'separate models against one: parameters / time',
    'seeds',
  ],
  results.map(row),
)}

## What people are told

Claims about multi-task learning, measured over these ${results.length} entries by \`npx equipoise gallery --claims --out results/gallery\`. They speak of these tasks, sizes and
budgets only. _Does not hold_ says that it was not seen here: few seeds see large effects only, and most entries are unclear.

${table(
  ['claim', 'verdict', 'figures', 'rule'],
  claims.map(({ name, side, claim, verdict, figures, rule }) => [
    `**${name}** (${side}): ${claim}`,
    `**${verdict}**`,
    figures,
    rule,
  ]),
)}

## Your own entry

An entry is one file in \`packages/benchmarks/src/gallery/entries\` and one line in \`registry.ts\` beside that folder: tasks and why they might share, settings, how the data are prepared, and how a person
asks the model.
`;
}

await writeWhole('gallery.md', index());
for (const result of results) {
  const { name } = result;
  const code = `examples/gallery/${name}.ts`;
  const page = galleryPage(result, {
    docs: '..',
    example: gallery.get(name)?.ask?.example,
    ...(existsSync(join(root, code)) && { program: { name: code, link: `../../${code}` } }),
  });
  await writeWhole(
    `gallery/${name}.md`,
    `<!-- Written by tools/write-gallery.mjs from results/gallery/${name}.json. Do not edit. -->\n\n${page}\n`,
  );
  await writeWhole(`gallery/${result.picture}`, await galleryPicture(result));
}

removeOthers(
  'gallery',
  results.flatMap(({ name, picture }) => [`${name}.md`, picture]),
);
