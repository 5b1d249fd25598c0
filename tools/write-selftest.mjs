// Writes the tables of docs/selftest.md from results/selftest.json; with --check fails when they differ.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root } from './markdown.mjs';

const result = JSON.parse(readFileSync(join(root, 'results', 'selftest.json'), 'utf8'));

const row = (cells) => `| ${cells.join(' | ')} |`;

function percent(value) {
  const digits = Math.abs(value).toFixed(1);
  return `${Number(digits) === 0 ? '' : value > 0 ? '+' : '−'}${digits}`;
}

function scores(selection) {
  const scored = result.sets.flatMap((set) => set[selection].map((task) => ({ set: set.set, ...task })));
  const rows = scored.map(({ set, task, change, visible, scores: { right, unclear, wrong }, clear }) => [
    `\`${set}\``,
    task,
    `${percent(change.mean)} (${percent(change.low)} to ${percent(change.high)})`,
    `±${visible.toFixed(1)}`,
    `${right} (${clear})`,
    unclear,
    wrong,
  ]);
  const sum = (score) => scored.reduce((total, { scores }) => total + scores[score], 0);
  const clear = scored.reduce((total, task) => total + task.clear, 0);
  const all = ['all', '', '', '', `${sum('right')} (${clear})`, sum('unclear'), sum('wrong')].map(
    (cell) => cell && `**${cell}**`,
  );
  const head = ['set', 'task', 'true change, %', 'seen from, %', 'right (clear)', 'unclear', 'wrong'];
  const rule = head.map((_, index) => (index < 2 ? '---' : '--:'));
  return [head, rule, ...rows, all].map(row).join('\n');
}

const { command, date, machine, version, minutes, studies, seeds, truthWorlds } = result;
const source =
  `Made by \`${command}\` on ${date} in ${minutes} minutes: ${machine.cpu}, ${machine.cores} cores, Node ${machine.node.slice(1)}, equipoise ${version}. ` +
  `${studies} studies of ${seeds} seeds on each set; the truth is the mean over ${truthWorlds} other worlds.`;
fillBlock(
  join(root, 'docs', 'selftest.md'),
  '<!-- selftest:begin -->',
  '<!-- selftest:end -->',
  [
    source,
    '### One model, one epoch for all tasks',
    scores('oneModel'),
    '### Each task at its own epoch',
    scores('ownEpoch'),
    '### The sets',
    result.sets.map(({ set, meaning }) => `- \`${set}\`: ${meaning}.`).join('\n'),
  ].join('\n\n'),
);
