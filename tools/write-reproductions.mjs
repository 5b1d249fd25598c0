// Writes docs/reproductions.md: published figures beside ours, from results/reproductions/*.json, which `equipoise reproduce NAME --out results/reproductions`
// writes; with --check fails when it differs. Needs the packages built by `tsc -b`.
import { join } from 'node:path';

import { readDocument } from '@equipoise/core';

import { agreementText, figureHead, figureRow, tablesOf } from '../packages/benchmarks/dist/reproduce/figure-text.js';
import { reproductionDocument } from '../packages/benchmarks/dist/reproduce/reproduction-schema.js';
import { reproductions } from '../packages/benchmarks/dist/reproduce/registry.js';
import { root, table } from './markdown.mjs';
import { writeWhole } from './whole-files.mjs';

const folder = join(root, 'results', 'reproductions');
const results = reproductions.flatMap(
  ({ name }) => readDocument(join(folder, `${name}.json`), reproductionDocument) ?? [],
);

const items = (texts) => texts.map((text) => `- ${text}`).join('\n');

function whyNot(figures) {
  const reasons = figures.filter(({ reason }) => reason !== undefined);
  return items(reasons.map(({ name, agreement, reason }) => `**${name}** (${agreement}): ${reason}.`));
}

function madeText({ made, machine, trainingMinutes, trials, seeds }) {
  const trained =
    trials === 0
      ? 'nothing was trained'
      : `the steps of ${trials} models took ${trainingMinutes} minutes on one thread, all together`;
  const drawn = seeds === 0 ? 'Nothing is drawn' : `${seeds} seeds`;
  return (
    `${drawn}; ${trained}. \`${made.command}\` on ${made.date}: ${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node.slice(1)}, ` +
    `equipoise ${made.version}.`
  );
}

function section(result) {
  const { name, title, paper, settings, departures, figures } = result;
  const tables = tablesOf(figures).map(
    (each) =>
      `**${each.title}** (${[...new Set(each.figures.map(({ interval }) => interval))].join('; ')})\n\n${table(figureHead, each.figures.map(figureRow))}\n\n${whyNot(each.figures)}`,
  );
  return [
    `## ${title}`,
    `\`equipoise reproduce ${name}\`: ${agreementText(figures)}.`,
    `**The paper says.** ${paper.claim}`,
    items(paper.sources.map(({ text, url }) => `[${text}](${url})`)),
    '**What we ran.**',
    items(settings),
    madeText(result),
    ...tables,
    ...(departures.length > 0 ? ['**What differs from the paper.**', items(departures)] : []),
  ].join('\n\n');
}

const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const overview = table(
  ['reproduction', 'figures', 'models trained', 'minutes of training'],
  results.map(({ name, title, figures, trials, trainingMinutes }) => [
    `[${title}](#${anchor(title)}) (\`${name}\`)`,
    agreementText(figures),
    trials,
    trainingMinutes,
  ]),
);
const page = `<!-- Written by tools/write-reproductions.mjs. Do not edit. -->

# Reproductions

Published figures beside ours. \`equipoise reproduce NAME\` computes or trains each of them again; without a name it lists them. Each trial is kept as it ends, so a
command that was stopped goes on where it was.

- A figure is **inside** where the range that the published digits stand for and our interval meet. A claim of a direction is inside where the whole interval has
  that direction.
- It is **outside** where they do not meet, or the whole interval has the other direction.
- A claim is **unclear** where our interval holds both directions.

Where a figure is not inside, what was measured about it stands below its table.

${overview}

${results.map(section).join('\n\n')}
`;
await writeWhole('reproductions.md', page);
