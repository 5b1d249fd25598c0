// Writes docs/strategies.md and the table of strategies in README.md from the cards of @equipoise/weighting, as built by
// `tsc -b`; with --check fails when they differ.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cards } from '@equipoise/weighting';
import { format, resolveConfig } from 'prettier';

import { fillBlock, root } from './markdown.mjs';

const looksAt = {
  nothing: 'nothing',
  losses: 'losses',
  gramian: 'losses, Gramian',
  jacobian: 'losses, gradients number by number',
  batches: 'losses and gradients of several batches',
};
const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
const table = (header, rows) => [header, header.map(() => '---'), ...rows].map(row).join('\n');
const list = (items) => items.map((item) => `- ${item}`).join('\n');
const paper = ({ link, authors, venue, year }) => `[${authors.split(',')[0]} et al., ${venue} ${year}](${link})`;
const anchor = (name) => `#${name}`;

const overview = (page) =>
  table(
    ['strategy', 'what it does', 'looks at', 'backward passes a step', 'paper'],
    Object.entries(cards).map(([name, card]) => [
      `[\`${name}\`](${page}${anchor(name)})`,
      card.summary,
      looksAt[card.needs],
      card.backwardPasses,
      paper(card),
    ]),
  );

function section([name, card]) {
  const options = card.options.map((option) => [
    `\`${option.name}\``,
    option.meaning,
    option.defaultValue,
    option.range,
  ]);
  return `## ${name}

**${card.title}.** ${card.summary}

\`\`\`
${card.formula}
\`\`\`

- Looks at: ${looksAt[card.needs]}. Backward passes a step: ${card.backwardPasses}.
- Remembers: ${card.state}.
- ${card.authors}. [${card.paper}](${card.link}). ${card.venue} ${card.year}.

${options.length > 0 ? table(['option', 'meaning', 'default', 'range'], options) : 'No options.'}

What stays the same:

${list(card.invariances)}

Against the paper and other implementations:

${list(card.departures)}`;
}

const page = `<!-- Written by tools/write-tables.mjs from the cards in packages/weighting/src/strategies. Do not edit. -->

# Strategies

lᵢ is the loss of task i, wᵢ its weight, nᵢ the length of its gradient over the shared parameters, K the number of tasks. Every strategy is a
function \`strategies.NAME(options)\` of \`@equipoise/weighting\`; on the command line options follow in parentheses, such as
\`gradnorm(alpha=0.5)\`. What each does with zeros, opposite gradients and the like: [edge-cases.md](edge-cases.md). Where they go on
problems that one can see: [trajectories.md](trajectories.md). To make one of several: [guides/pipelines.md](guides/pipelines.md). To add one:
[guides/add-a-strategy.md](guides/add-a-strategy.md).

${overview('')}

${Object.entries(cards).map(section).join('\n\n')}
`;

fillBlock(
  join(root, 'README.md'),
  '<!-- strategies:begin -->',
  '<!-- strategies:end -->',
  overview('docs/strategies.md'),
);

const file = join(root, 'docs', 'strategies.md');
const text = await format(page, { ...(await resolveConfig(file)), parser: 'markdown' });
const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (current !== text) {
  console.error('docs/strategies.md is out of date; run `npm run write`.');
  process.exitCode = 1;
}
