import { escape } from '../../report/escape.ts';
import { figure } from '../../report/figure.ts';
import { style } from '../../report/style.ts';
import { trajectoryChart } from './chart.ts';
import { outcomeTable } from './outcome-table.ts';
import type { ProblemPaths } from './study.ts';
import { legend, settingText, spreadLegend, tableLegend } from './captions.ts';

/**
 * The trajectories as one HTML file that needs nothing else.
 *
 * @param studies - The trajectories of strategies on each problem.
 */
export async function trajectoriesHtml(studies: readonly ProblemPaths[]): Promise<string> {
  const sections: string[] = [];
  for (const study of studies) sections.push(await section(study));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Which strategies reach the Pareto front?</title>
<style>${style}</style></head>
<body>
<header><h1>Which strategies reach the Pareto front?</h1>
<p class="soft">Optimisation paths on small problems with two tasks and two parameters.</p>
<nav>${studies.map(({ problem }) => `<a href="#${problem.name}">${escape(problem.title)}</a>`).join(' · ')}</nav></header>
${sections.join('\n')}
</body></html>
`;
}

async function section(study: ProblemPaths): Promise<string> {
  const { problem, steps, paths } = study;
  const { head, rows } = outcomeTable(study);
  const refusals = paths.flatMap(({ refusal }) => refusal ?? []);
  const spread = paths.some(({ arrivals }) => arrivals.some(({ length }) => length > 1));
  const words = [tableLegend, ...(spread ? [spreadLegend] : []), ...refusals].join(' ');
  const cells = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escape(text)}</${tag}>`).join('')}</tr>`;
  return `<section id="${problem.name}">
<h2>${escape(problem.title)}</h2>
<p>${escape(`${settingText(problem, steps)} From ${problem.source}.`)}</p>
<div class="scroll"><table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody></table></div>
<p class="soft">${escape(words)}</p>
${await figure(trajectoryChart(study), { title: 'Trajectories', caption: legend })}
</section>`;
}
