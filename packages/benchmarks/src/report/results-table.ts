import type { Compared } from '../compare.ts';
import { type Finding, findingsOf } from '../study/findings.ts';
import { fixed, meanAndSd, signed } from '../terminal/numbers.ts';
import { escape } from './escape.ts';

/**
 * The table of a study: a row for the single-task models and for each strategy, a column for each task and each average. The
 * best of each column is marked.
 *
 * @param compared - The study with its answer.
 */
export function resultsTable({ results, comparison }: Compared): string {
  const { tasks, strategies } = comparison;
  const findings = findingsOf(results);
  const names = Object.keys(strategies);
  const averages = [
    {
      title: 'Δm per task',
      hint: '%, higher is better',
      sign: 1,
      of: (name: string) => strategies[name]?.deltaM.perTask,
    },
    {
      title: 'Δm per metric',
      hint: '%, lower is better',
      sign: -1,
      of: (name: string) => strategies[name]?.deltaM.perMetric,
    },
    { title: 'mean rank', hint: 'lower is better', sign: -1, of: (name: string) => strategies[name]?.meanRank },
  ];
  const head = [
    '<th></th>',
    ...tasks.map(({ name, metric, higherIsBetter }) =>
      headCell(name, `${metric}, ${higherIsBetter ? 'higher' : 'lower'} is better`),
    ),
    ...averages.map(({ title, hint }) => headCell(title, hint)),
    headCell('ms per step', 'median'),
  ];
  const taskCells = tasks.map((task) => cellsOf(findings.filter((finding) => finding.task === task.name)));
  const averageCells = averages.map(({ title, sign, of }) => {
    const values = names.map((name) => of(name) ?? Number.NaN);
    const text = (value: number): string => (title === 'mean rank' ? fixed(value, 2) : signed(value));
    const best = bestOf(values.map((value) => value * sign));
    return values.map((value) => `<td${best === value * sign ? ' class="best"' : ''}>${text(value)}</td>`);
  });
  const rows = names.map((name, index) => {
    const cells = [...taskCells.map(({ rows }) => rows[index]), ...averageCells.map((cells) => cells[index])];
    return `<tr><td>${escape(name)}</td>${cells.join('')}<td>${fixed(strategies[name]?.msPerStep ?? null, 2)}</td></tr>`;
  });
  const single = taskCells.map(({ baseline }) => baseline).join('');
  return `<div class="scroll"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody><tr class="baseline"><td>single-task</td>${single}${'<td></td>'.repeat(averages.length + 1)}</tr>
${rows.join('\n')}</tbody></table></div>`;
}

function cellsOf(findings: readonly Finding[]): { readonly baseline: string; readonly rows: readonly string[] } {
  const [first] = findings;
  const sign = first?.metric.higherIsBetter ? 1 : -1;
  const best = bestOf(
    [first?.baseline.mean ?? Number.NaN, ...findings.map(({ summary }) => summary.mean)].map((m) => m * sign),
  );
  const marked = (mean: number): string => (mean * sign === best ? ' class="best"' : '');
  return {
    baseline: first ? `<td><span${marked(first.baseline.mean)}>${meanAndSd(first.baseline)}</span></td>` : '<td></td>',
    rows: findings.map(({ summary, change, verdict }) => {
      const interval = Number.isFinite(change.low) ? ` (${signed(change.low, 1)} to ${signed(change.high, 1)})` : '';
      const text = `${signed(change.mean, 1)} %${interval}`;
      return `<td><span${marked(summary.mean)}>${meanAndSd(summary)}</span><small class="${verdict}">${text}</small></td>`;
    }),
  };
}

function headCell(title: string, hint: string): string {
  return `<th>${escape(title)}<small>${escape(hint)}</small></th>`;
}

function bestOf(values: readonly number[]): number {
  return Math.max(...values.filter(Number.isFinite));
}
