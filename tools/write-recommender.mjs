// Writes the tables of docs/recommender.md from results/recommender-truth.json; with --check fails when they differ.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root, table } from './markdown.mjs';

const result = JSON.parse(readFileSync(join(root, 'results', 'recommender-truth.json'), 'utf8'));
const { command, date, machine, minutes, version, worlds, truthWorlds, training, effort, sets } = result;

function percent(value) {
  const digits = Math.abs(value).toFixed(1);
  return `${Number(digits) === 0 ? '' : value > 0 ? '+' : '−'}${digits}`;
}

const code = (name) => `\`${name.replaceAll('|', '/')}\``;
const counts = ({ scores: { right, unclear, wrong } }) => [right, unclear, wrong];

function recommended(found) {
  const all = Object.entries(found).sort(([, a], [, b]) => b - a);
  return all.map(([name, count]) => `${code(name)} ${count}`).join(', ');
}

const scores = table(
  ['set', 'sees, %', 'right', 'unclear', 'wrong', 'kept: right', 'unclear', 'wrong', 'recommended, all worlds'],
  sets.map(({ set, visible, looked, kept }) => {
    const all = { ...kept.recommended };
    for (const [name, count] of Object.entries(looked.recommended)) all[name] = (all[name] ?? 0) + count;
    return [code(set), `±${visible.toFixed(1)}`, ...counts(looked), ...counts(kept), recommended(all)];
  }),
);
const truths = table(
  ['set', 'way', 'true change, %'],
  sets.flatMap(({ set, ways }) =>
    ways
      .filter(({ name }) => name !== 'separate')
      .map(({ name, change }) => [
        code(set),
        code(name),
        `${percent(change.mean)} (${percent(change.low)} to ${percent(change.high)})`,
      ]),
  ),
);
const least = Math.min(...sets.flatMap(({ looked, kept }) => [looked.scores.right, kept.scores.right]));
const wrong = sets.reduce((sum, { looked, kept }) => sum + looked.scores.wrong + kept.scores.wrong, 0);
const source =
  `Made by \`${command}\` on ${date} in ${minutes} minutes: ${machine.cpu}, ${machine.cores} cores, Node ${machine.node.slice(1)}, equipoise ${version}. ` +
  `${worlds} worlds and ${worlds} kept ones of each set; the truth is the mean over ${truthWorlds} other worlds. ${effort.seeds} seeds, ${training.epochs} epochs, ` +
  `\`equal\` and \`uncertainty\`, at most ${effort.groupings} groupings.`;
const all = sets.flatMap(({ looked, kept }) => [looked, kept]);
const apart = all.reduce((total, { recommended: found }) => total + (found.separate ?? 0), 0);
// The rule of the scores, for a recommender that always says the same.
const missed = sets.filter(({ ways, visible }) => ways.some(({ change }) => change.low > 0 && change.mean > visible));
const always =
  missed.length === 0
    ? 'Always saying so would have been right, too: nothing here is large enough to be seen.'
    : `Always saying so would not have been right on ${missed.map(({ set }) => code(set)).join(', ')}.`;
const sum = `Right in at least ${least} of ${worlds}; wrong in ${wrong} of ${2 * worlds * sets.length}.`;
fillBlock(
  join(root, 'docs', 'recommender.md'),
  '<!-- recommender:begin -->',
  '<!-- recommender:end -->',
  [
    source,
    `**${sum}** Separate models were recommended in ${apart} of ${2 * worlds * sets.length}. ${always} A way with groups is named by its strategy and its groups, with a stroke between two.`,
    scores,
    '### What is true',
    truths,
    '### The sets',
    sets.map(({ set, meaning }) => `- \`${set}\`: ${meaning}.`).join('\n'),
  ].join('\n\n'),
);
