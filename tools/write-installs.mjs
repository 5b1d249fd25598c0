// Writes the tables of docs/installs.md and the line of README.md from results/installs.json; with --check fails when one differs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root } from './markdown.mjs';

const { command, date, machine, before, now } = JSON.parse(
  readFileSync(join(root, 'results', 'installs.json'), 'utf8'),
);
const row = (cells) => `| ${cells.join(' | ')} |`;
const nameOf = ({ asked }) => asked.map((name) => `\`@equipoise/${name}\``).join(' + ');
const pair = (was, is) => (was === undefined ? String(is) : `${was} → ${is}`);
const whole = (number) => number && Math.round(number);

const rows = now.installations.map((entry) => {
  const was = before?.installations.find((other) => nameOf(other) === nameOf(entry)) ?? {};
  return [
    nameOf(entry),
    pair(was.packages, entry.packages),
    pair(whole(was.megabytes), whole(entry.megabytes)),
    pair(was.files, entry.files),
    pair(was.loaded?.toFixed(1), entry.loaded.toFixed(1)),
    pair(was.milliseconds, entry.milliseconds),
  ];
});
const heads = ['`npm install`', 'packages', 'MB', 'files to import', 'MB to import', 'ms of CPU to import'];
const table = [heads, ['---', ...Array.from({ length: 5 }, () => '--:')], ...rows].map(row).join('\n');
const from = before ? ` Before: commit ${before.commit}, with ONNXRUNTIME_NODE_INSTALL=skip.` : '';
const source = `Measured by \`${command}\` on ${date}: ${machine.cpu}, ${machine.platform}, Node ${machine.node.slice(1)}; times are the processor's, the least of seven.${from}`;
fillBlock(
  join(root, 'docs', 'installs.md'),
  '<!-- installs:begin -->',
  '<!-- installs:end -->',
  `${source}\n\n${table}`,
);

const both = now.installations.find(({ asked }) => asked.join() === 'core,weighting');
fillBlock(
  join(root, 'README.md'),
  '<!-- install-size:begin -->',
  '<!-- install-size:end -->',
  `\`npm install @equipoise/core @equipoise/weighting\` brings ${both.packages} packages, ${whole(both.megabytes)} MB, and takes ${both.milliseconds} ms of CPU to import ([measured](docs/installs.md)).`,
);
