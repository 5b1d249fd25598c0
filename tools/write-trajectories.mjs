// Writes docs/trajectories.md and its plots by `equipoise bench trajectories`, as built by `tsc -b`; with --check fails when one
// differs.
import { outcomeTable } from '../packages/benchmarks/dist/bench/trajectories/outcome-table.js';
import { trajectoryPlot } from '../packages/benchmarks/dist/bench/trajectories/plot.js';
import { problems } from '../packages/benchmarks/dist/bench/trajectories/registry.js';
import { findPaths } from '../packages/benchmarks/dist/bench/trajectories/study.js';
import {
  legend,
  settingText,
  spreadLegend,
  tableLegend,
} from '../packages/benchmarks/dist/bench/trajectories/captions.js';
import { writeWhole } from './whole-files.mjs';

/** The long runs of the even toy are left to the command: they take as long as all others. */
const shown = problems.filter(({ name }) => name !== 'toy');

const row = (cells) => `| ${cells.join(' | ')} |`;

function section(study) {
  const { problem, steps } = study;
  const { head, rows } = outcomeTable(study);
  const named = rows.map(([strategy, ...cells]) => [`\`${strategy}\``, ...cells]);
  return `## ${problem.title}

\`--problem ${problem.name}\`: ${settingText(problem, steps)} From ${problem.source}.

${[head, head.map(() => '---'), ...named].map(row).join('\n')}

![${problem.title}](trajectories/${problem.name}.svg)`;
}

/** The cells of the uneven toy in which we differ from what is published, over more steps and from places beside the starts. */
function lastDigits() {
  const uneven = problems.find(({ name }) => name === 'toy-uneven');
  const options = { strategies: ['imtl-g', 'aligned-mtl'], steps: 60_000, spread: 3 };
  const { head, rows } = outcomeTable(findPaths(uneven, options));
  const named = rows.map(([strategy, ...cells]) => [`\`${strategy}\``, ...cells]);
  return `### What the last digits decide

\`--problem toy-uneven --strategies imtl-g,aligned-mtl --steps 60000 --spread 3\`: ${spreadLegend[0].toLowerCase()}${spreadLegend.slice(1)}

${[head, head.map(() => '---'), ...named].map(row).join('\n')}

- \`imtl-g\` from (−8.5, 7.5) leaves a ravine, in which it oscillates. From (0, 0), where the gradients are parallel, its weights come from the
  pseudo-inverse; the closed form of the paper gives other weights there, with the same direction.
- \`aligned-mtl\` from (9, −1) reaches y = 0, where the gradients are opposite up to rounding: no direction lowers both losses, and the
  update of the formula tends to 0 as √σ. Textbook code leaves that line earlier: it drops an eigenvalue that rounds to 0, so that
  the other eigenvalue sets the length of the update, which conflicts with one task (\`aligned-textbook.test.ts\`).`;
}

const studies = shown.map((problem) => findPaths(problem));
for (const study of studies) {
  const svg = await trajectoryPlot(study);
  const onWhite = svg.replace(/(<svg [^>]*>)/, '$1<rect width="100%" height="100%" fill="#fff"/>');
  await writeWhole(`trajectories/${study.problem.name}.svg`, `${onWhite}\n`);
}

const page = `<!-- Written by tools/write-trajectories.mjs. Do not edit. -->

# Trajectories

The optimisation paths of strategies on small problems with two tasks and two parameters. \`equipoise bench trajectories\` computes and plots them for
any strategy (\`--out DIR\`).

In the tables: ${tableLegend[0].toLowerCase()}${tableLegend.slice(1)} In the plots: ${legend[0].toLowerCase()}${legend.slice(1)}

In a ravine of the toy problem a strategy oscillates: where it stalls, and when it leaves, depends on rounding errors (\`--spread\` shows how
much). The published results for these problems, and results on which two implementations agree, are asserted in \`packages/benchmarks/test/bench/trajectories\`.

${studies.map((study) => (study.problem.name === 'toy-uneven' ? `${section(study)}\n\n${lastDigits()}` : section(study))).join('\n\n')}
`;
await writeWhole('trajectories.md', page);
