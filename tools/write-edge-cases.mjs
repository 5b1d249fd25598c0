// Writes docs/edge-cases.md: what every strategy of @equipoise/weighting, as built by `tsc -b`, makes of the batches that strategies
// tend to fail on; with --check fails when the committed page differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strategies } from '@equipoise/weighting';
import { format, resolveConfig } from 'prettier';

import { edgeCases } from '../packages/weighting/dist/testing/edge-cases.js';
import { edgeOutcome } from '../packages/weighting/dist/testing/edge-outcome.js';
import { root } from './markdown.mjs';

const made = Object.entries(strategies).map(([name, make]) => ({ name, make, needs: make().needs }));
const transformed = made.filter(({ make }) => make().gradientTransform);
const looking = ['gramian', 'jacobian', 'batches'];
const names = (list) => list.map(({ name }) => `\`${name}\``).join(', ');
const row = (cells) => `| ${cells.join(' | ')} |`;

/** The cases about one thing, and what the strategies that look at it make of them. */
function section(title, about, needs) {
  const cases = edgeCases.filter((edge) => edge.about === about);
  const rows = made
    .filter((strategy) => needs.includes(strategy.needs))
    .map(({ name, make }) => [`\`${name}\``, ...cases.map((edge) => edgeOutcome(make(), edge).words)]);
  const header = ['strategy', ...cases.map(({ name }) => name)];
  return `## ${title}

${cases.map(({ name, meaning }) => `- **${name}**: ${meaning}.`).join('\n')}

${[header, header.map(() => '---'), ...rows].map(row).join('\n')}`;
}

const page = `<!-- Written by tools/write-edge-cases.mjs, which runs the strategies. Do not edit. -->

# Edge cases

What every strategy, with its defaults, does with the batches that strategies tend to fail on. Every cell is a run of three epochs of one batch each in
which the losses fall; it shows the weights of the tasks in the third, and

- **degenerate** where the rule has no answer, or more than one, and the doc comment of the strategy says which is taken;
- **gives up** where a search did not end (it is in no cell);
- **error, names the task** where the strategy refuses the batch with a sentence such as \`dwa: the loss of task 1 is NaN.\`

A strategy that gives up, or is at a degenerate point, says so: the \`status\` of every weighing is counted in the history of a run.
What is asserted of these tables is in \`packages/weighting/test/edge-contract\`.

${names(made.filter(({ needs }) => needs === 'nothing'))} look neither at losses nor at gradients, and are in the first table only.

${names(transformed)}
follow a plan that is traced into the training step. They are followed here on losses that are linear in the parameters, with the same batch
wherever they draw another, and the cells show the parts of their **direction** in place of the weights. **not finite** is then a direction that no training takes:
the step refuses gradients that are not finite, and names the task, before it asks a strategy that looks at them number by number.

${section('Tasks', 'tasks', ['nothing', 'losses', ...looking])}

${section('Losses', 'losses', ['losses', ...looking])}

${section('Gradients', 'gradients', looking)}

The strategies that are not in the table do not look at gradients.

${section('Scales', 'scales', ['losses', ...looking])}

- **same weights**: those of the batch as it was; the direction is multiplied by what the gradients are.
- **same update**: the weights undo the factors, wᵢ·factorᵢ is what wᵢ was.
- **same direction**: the update is a multiple of what it was.
- **other weights**, **another direction**: none of these.
`;

const file = join(root, 'docs', 'edge-cases.md');
const text = await format(page, { ...(await resolveConfig(file)), parser: 'markdown' });
const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (current !== text) {
  console.error('docs/edge-cases.md is out of date; run `npm run write`.');
  process.exitCode = 1;
}
