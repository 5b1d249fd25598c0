// Writes the tables of docs/reliability.md from results/reliability.json; with --check fails when they differ.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root, table } from './markdown.mjs';

const { command, seed, machine, parts } = JSON.parse(readFileSync(join(root, 'results', 'reliability.json'), 'utf8'));

const titles = { kills: 'Kills', faults: 'Faults', fuzz: 'Foreign input', soak: 'Long use' };
const count = (value) => value.toLocaleString('en');
const figuresOf = ({ figures = {} }) =>
  Object.entries(figures)
    .map(([name, value]) => `${name}: ${count(value)}`)
    .join('; ');

function section(group) {
  const own = parts.filter((part) => part.group === group);
  const rows = own.map((part) => [
    `\`${part.name}\``,
    part.done,
    part.must,
    part.skipped ? `not done: ${part.skipped}` : count(part.count),
    count(part.failures.length),
    figuresOf(part),
  ]);
  const head = ['part', 'what is done', 'what must come of it', 'times', 'not so', 'figures'];
  return `### ${titles[group]}\n\n${table(head, rows)}`;
}

const dates = parts.map(({ date }) => date).sort();
const seconds = parts.reduce((total, part) => total + part.seconds, 0);
const source =
  `Made by \`${command}\` (seed ${seed}), ${[...new Set([dates[0], dates.at(-1)])].join(' to ')}, ${Math.round(seconds / 60)} minutes in all parts: ` +
  `${machine}.`;
fillBlock(
  join(root, 'docs', 'reliability.md'),
  '<!-- reliability:begin -->',
  '<!-- reliability:end -->',
  [source, ...Object.keys(titles).map(section)].join('\n\n'),
);
