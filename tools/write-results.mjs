// Writes the results table of README.md from results/compare-quick.json; with --check fails when the table differs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root } from './markdown.mjs';

const file = join(root, 'results', 'compare-quick.json');

/** Three or so significant digits: 0.912, 1.04, 23.5. What could not be computed is null. */
function number(value) {
  if (value === null) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

function percent(value) {
  if (value === null) return '–';
  const digits = Math.abs(value).toFixed(1);
  const sign = Number(digits) === 0 ? '' : value > 0 ? '+' : '−';
  return `${sign}${digits} %`;
}

/** A change with its interval; bold where it is clear after Holm's correction. */
function change({ change, interval: [low, high], verdict }) {
  const text = `${percent(change)}, ${percent(low)} to ${percent(high)}`.replaceAll(' %', '').concat(' %');
  return verdict === 'unclear' ? text : `**${text}**`;
}

const measured = ({ mean, sd }) => `${number(mean)} ± ${number(sd)}`;
const row = (cells) => `| ${cells.join(' | ')} |`;

function table({ tasks, baseline, strategies }) {
  const heads = tasks.map(({ name, metric, higherIsBetter }) => `${name}: ${metric} ${higherIsBetter ? '↑' : '↓'}`);
  const header = ['', ...heads, 'Δ per task ↑', 'mean rank ↓', 'ms/step'];
  const single = ['single-task baseline', ...tasks.map(({ name }) => measured(baseline[name])), '', '', ''];
  const rows = Object.entries(strategies).map(([name, { tasks: scores, gain, meanRank, cost }]) => [
    `\`${name}\``,
    ...tasks.map((task) => `${measured(scores[task.name])} (${change(scores[task.name])})`),
    change(gain),
    number(meanRank),
    number(cost.msPerStep),
  ]);
  const rule = header.map((_, index) => (index === 0 ? '---' : '--:'));
  return [header, rule, single, ...rows].map(row).join('\n');
}

function results({ machine, node, versions, command, date, datasets }) {
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured by \`${command}\` on ${date}: ${machine}, Node ${node.replace(/^v/, '')}, ${libraries.join(', ')}.`,
    ...datasets.map(
      (result) => `**${result.dataset}** (${result.seeds} seeds, ${result.engine} engine)\n\n${table(result)}`,
    ),
  ].join('\n\n');
}

const content = existsSync(file)
  ? results(JSON.parse(readFileSync(file, 'utf8')))
  : 'No results file has been committed yet.';
fillBlock(join(root, 'README.md'), '<!-- results:begin -->', '<!-- results:end -->', content);
