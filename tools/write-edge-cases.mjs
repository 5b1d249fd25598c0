// Writes docs/edge-cases.md: what every strategy of @equipoise/weighting, as built by `tsc -b`, does with inputs on which
// implementations often fail; with --check fails when the committed page differs.
import { strategies } from '@equipoise/weighting';

import { edgeCases } from '../packages/weighting/dist/testing/edge-cases.js';
import { edgeOutcome } from '../packages/weighting/dist/testing/edge-outcome.js';
import { writeWhole } from './whole-files.mjs';

const made = Object.entries(strategies).map(([name, make]) => ({ name, make, needs: make().needs }));
const transformed = made.filter(({ make }) => make().gradientTransform);
const looking = ['gramian', 'jacobian', 'batches'];
const names = (list) => list.map(({ name }) => `\`${name}\``).join(', ');
const row = (cells) => `| ${cells.join(' | ')} |`;

/** The cases of one kind, and the results of the strategies that need the statistic. */
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

What every strategy, with its default options, does with inputs on which implementations often fail. Each cell is a run of three epochs of one batch each, with
decreasing losses. It shows the weights of the tasks in the third epoch, and

- **degenerate** if the rule has no solution, or several; the doc comment of the strategy says which weights it returns;
- **gives up** if an iteration did not converge (no cell does);
- **error, names the task** if the strategy throws an error such as \`dwa: the loss of task 1 is NaN.\`

The \`status\` of a strategy reports both, and the history of a run counts it. The assertions on these tables are in \`packages/weighting/test/edge-contract\`.

${names(made.filter(({ needs }) => needs === 'nothing'))} need neither losses nor gradients, and are in the first table only.

${names(transformed)}
have a gradient transform that is traced into the training step. Here it is applied to losses that are linear in the parameters, with the same batch
for every batch of a step, and the cells show the entries of the **direction** instead of the weights. **not finite** is a direction that training never uses:
the step throws for gradients that are not finite, and names the task, before the gradient transform is used.

${section('Tasks', 'tasks', ['nothing', 'losses', ...looking])}

${section('Losses', 'losses', ['losses', ...looking])}

${section('Gradients', 'gradients', looking)}

The strategies that are not in the table do not need gradients.

${section('Scales', 'scales', ['losses', ...looking])}

- **same weights**: the weights of the unscaled batch; the update scales with the gradients.
- **same update**: the weights cancel the factors: wᵢ·factorᵢ equals the weight of the unscaled batch.
- **same direction**: the update is a positive multiple of that of the unscaled batch.
- **other weights**, **another direction**: none of these.
`;

await writeWhole('edge-cases.md', page);
