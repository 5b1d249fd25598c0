import type { StudyReport } from '../study/study-report.ts';
import { checkProvenance, type Provenance } from '../study/kept-study.ts';
import { details } from './details.ts';
import { escape } from './escape.ts';
import { overview } from './overview.ts';
import { section } from './section.ts';
import { sortScript, sortStyle } from './sort-script.ts';
import { style } from './style.ts';

/**
 * A report as one HTML file that needs nothing else: no network, and no script but the one that sorts tables where scripts run.
 *
 * @param compared - The studies with their answers.
 * @param made - How the comparison was made.
 */
export async function reportHtml(compared: readonly StudyReport[], made: Provenance): Promise<string> {
  checkProvenance('reportHtml', made);
  const sections: string[] = [];
  for (const study of compared) sections.push(await section(study));
  const names = compared.map(({ comparison }) => comparison.dataset);
  const links = [['overview', 'Overview'], ...names.map((name) => [name, name]), ['details', 'How this was made']];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Did sharing help or hurt? ${escape(names.join(', '))}</title>
<style>${style}
${sortStyle}</style></head>
<body>
<header><h1>Did sharing help or hurt?</h1>
<p class="soft">One multi-task model against a single-task model for each task, on ${escape(names.join(', '))}. Measured by equipoise on
<time>${escape(made.date)}</time>.</p>
<nav>${links.map(([id, text]) => `<a href="#${escape(id ?? '')}">${escape(text ?? '')}</a>`).join(' ')}</nav></header>
<main>
${await overview(compared)}
${sections.join('\n')}
${details(compared, made)}
</main>
<script>${sortScript}</script>
</body></html>
`;
}
