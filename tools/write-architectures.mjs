// Writes docs/architectures.md of the cards in packages/core/src/architectures, and a picture of each as it is built, into docs/architectures; with --check fails when
// a committed file differs. Needs a build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { architectureCards, architectures } from '@equipoise/core';
import { format, resolveConfig } from 'prettier';

import { drawArchitecture } from './draw-architecture.mjs';
import { root, table } from './markdown.mjs';

const code = (text) => `\`${text}\``;

function optionTable(described) {
  if (described.length === 0) return 'It has no options.';
  const rows = described.map(({ name, meaning, range, defaultText, search }) => [
    code(name),
    meaning,
    range,
    defaultText,
    search ? `${search[0]} to ${search[1]}` : '',
  ]);
  return table(['option', 'meaning', 'values', 'default', 'worth searching'], rows);
}

function section([name, { title, summary, paper, authors, venue, year, link, parameters, departures }]) {
  const source = `${authors}. [${paper}](${link}). ${venue} ${year}.`;
  const differs = departures.map((sentence) => `- ${sentence}`).join('\n');
  return [
    `## ${code(name)}: ${title}`,
    summary,
    `![${name} as it is built for two tasks](architectures/${name}.svg)`,
    source,
    optionTable(architectures[name].options.described),
    `Parameters: ${code(parameters)}`,
    ...(differs ? [`Departures from the paper:\n\n${differs}`] : []),
  ].join('\n\n');
}

const page = `<!-- Written by tools/write-architectures.mjs from the cards in packages/core/src/architectures. Do not edit. -->

# Architectures

How the tasks of a model share weights. Every strategy works on each; which parameters are shared is found by following the computation. Those with gates take one input of
numbers and encoders that end in a vector. On the command line: \`equipoise architectures NAME\`, and \`--architecture "mmoe(experts=8)"\` of \`train\` and \`compare\`. Several with commas between are
crossed with the strategies: \`equipoise compare --dataset penguins --architecture hard-sharing,mmoe,ple\`.

The pictures are drawn of models that are built, of two tasks a and b, an encoder of layers of 8 and 4 units and the usual options. Each box is a part with its number of
parameters, in the order in which it was built, and stands where the tasks are whose losses train it: found by following the gradients, as it is for balancing. A task may read a part that
it does not train, as in \`stem\`.

## Which to try first

1. **\`hard-sharing\`**, with \`separate\` beside it. The second says what sharing costs or brings; where it is better for every task, no way of sharing has
   to be looked for. \`compare\` trains a model for each task anyway: its baselines.
2. **\`mmoe\`** where tasks are less related, or some gain by sharing and others lose. Give \`hard-sharing\` an encoder of as many parameters before you believe a gain. On MMoE's synthetic data,
   with 30 epochs and tuned learning rates, no gain was to be seen with three seeds ([measured](reproductions.md#mmoe-on-its-synthetic-data-as-the-tasks-are-less-related)).
3. **\`ple\`**, \`adatt\` or \`stem\` where a task is still worse than alone: they have experts that no other task moves. \`stem\` is for tables with large categories.
4. **\`dselect-k\`** where it must be seen, or be cheap, which experts a task uses.
5. **\`esmm\`** or \`aitm\` where labels are events that follow each other, such as click and buy: their probabilities are in order, and the later event is learnt over all
   examples.
6. **\`classifier-chain\`** where a task is a function of what another predicts, and \`shared-head\` where tasks ask the same question of different rows or sources.

CGC is \`ple(levels=1)\`.

In a number of parameters K is the number of tasks, E the parameters of an encoder, d the numbers of an example, f the features of an encoder, H the parameters of all heads; other names
are options, a comparison counts 1 or 0. They hold for one input of numbers; a test counts them.

${Object.entries(architectureCards).map(section).join('\n\n')}
`;

const folder = join(root, 'docs', 'architectures');
const file = join(root, 'docs', 'architectures.md');
const files = new Map([
  [file, await format(page, { ...(await resolveConfig(file)), filepath: file })],
  ...Object.keys(architectureCards).map((name) => [join(folder, `${name}.svg`), drawArchitecture(name)]),
]);
mkdirSync(folder, { recursive: true });
const others = readdirSync(folder)
  .map((name) => join(folder, name))
  .filter((path) => !files.has(path));
const stale = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
if (!process.argv.includes('--check')) {
  for (const path of others) rmSync(path);
  for (const [path, text] of files) writeFileSync(path, text);
} else if (stale.length + others.length > 0) {
  console.error(`${[...stale.map(([path]) => path), ...others].join(', ')}: out of date; run \`npm run write\`.`);
  process.exitCode = 1;
}
