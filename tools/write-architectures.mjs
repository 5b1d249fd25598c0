// Writes docs/architectures.md of the cards in packages/core/src/architectures, and a figure of each as it is built, into docs/architectures; with --check fails when
// a committed file differs. Needs a build.
import { architectureCards, architectures } from '@equipoise/core';

import { drawArchitecture } from './draw-architecture.mjs';
import { table } from './markdown.mjs';
import { removeOthers, writeWhole } from './whole-files.mjs';

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

The figures show models as they are built, with two tasks a and b, an encoder of layers of 8 and 4 units and the default options. Each box is a part with its number of
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

await writeWhole('architectures.md', page);
const figures = Object.keys(architectureCards);
for (const name of figures) await writeWhole(`architectures/${name}.svg`, drawArchitecture(name));
removeOthers(
  'architectures',
  figures.map((name) => `${name}.svg`),
);
