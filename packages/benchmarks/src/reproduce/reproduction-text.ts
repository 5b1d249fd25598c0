import type { Screen } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import { agreementText, figureHead, figureRow, tablesOf, timeText } from './figure-text.ts';
import type { Reproduction } from './reproduction.ts';
import type { ReproductionResult } from './reproduction-schema.ts';

/**
 * A reproduction as it is printed: what the paper says, what was run, published figures beside ours, and why some differ.
 *
 * @param result - What was found.
 * @param screen - Where it is printed.
 */
export function reproductionText(result: ReproductionResult, { width, paint }: Screen): string {
  const { title, paper, settings, departures, figures } = result;
  const lines = (text: string): string => wrap(text, { width, indent: 0 });
  const items = (texts: readonly string[]): string =>
    texts.map((text) => `-${wrap(text, { width, indent: 2 }).slice(1)}`).join('\n');
  const reasons = figures.flatMap(({ table, name, reason }) =>
    reason === undefined ? [] : [`${table}, ${name}: ${reason}.`],
  );
  return [
    paint('bold', title),
    lines(paper.claim),
    items(paper.sources.map(({ text, url }) => `${text}. ${url}`)),
    items(settings),
    ...tablesOf(figures).map(
      (table) =>
        `${paint('bold', table.title)}\n${renderTable({ head: figureHead, rows: table.figures.map(figureRow), text: [0, 1, 4] }, width)}`,
    ),
    ...(reasons.length > 0 ? [`${paint('bold', 'What does not match, and why')}\n${items(reasons)}`] : []),
    ...(departures.length > 0 ? [`${paint('bold', 'What differs from the paper')}\n${items(departures)}`] : []),
    `${agreementText(figures)}.`,
  ].join('\n\n');
}

/**
 * The list of reproductions with the time that each takes.
 *
 * @param listed - The reproductions.
 * @param screen - Where it is printed.
 */
export function reproductionList(listed: readonly Reproduction[], { width }: Screen): string {
  const total = listed.reduce((sum, { minutes }) => sum + minutes, 0);
  const rows = listed.map((each) => [each.name, timeText(each), each.title]);
  const table = renderTable({ head: ['reproduction', 'time', 'what'], rows, text: [0, 2] }, width);
  const hint = `All take about ${Math.ceil(total)} minutes on two idle cores. Make one: equipoise reproduce NAME.`;
  return `${table}\n\n${wrap(hint, { width, indent: 0 })}`;
}
