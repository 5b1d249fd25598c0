import type { StudyReport } from '../study/study-report.ts';
import { hasWidth } from '../statistics/paired-interval.ts';
import { type Effect, effectsOf } from '../study/effects.ts';
import { mainMetric } from '../study/study.ts';
import { fixed, meanAndSd, signed } from '../terminal/numbers.ts';
import { table } from './table.ts';

/**
 * The tables of a study: what each strategy did to each task, beside the single-task models, and the averages over the
 * tasks. The best of each column is marked.
 *
 * @param compared - The study with its answer.
 */
export function resultsTables(compared: StudyReport): string {
  return `${taskTable(compared)}\n${averagesTable(compared)}`;
}

/**
 * The change of each task when it is taken at the epoch that suits it, as its single-task model is: what sharing does to the task as such.
 *
 * @param compared - The study with its answer.
 */
export function ownEpochTable({ results }: StudyReport): string {
  const effects = effectsOf(results, 'own-epoch');
  const { tasks, arms } = results.study;
  return table(
    tasks.map((task) => ({ title: task.name, hint: `change of ${mainMetric(task).name}` })),
    arms.map(({ name }) => ({
      name,
      cells: tasks.map((task) => {
        const found = effects.find((effect) => effect.task === task.name && effect.strategy === name);
        return found ? `<td>${changeText(found)}</td>` : '<td></td>';
      }),
    })),
  );
}

function changeText({ change, verdict }: Effect): string {
  const interval = hasWidth(change) ? ` (${signed(change.low, 1)} to ${signed(change.high, 1)})` : '';
  return `<small class="${verdict}">${signed(change.mean, 1)} %${interval}</small>`;
}

function taskTable({ results, comparison }: StudyReport): string {
  const findings = effectsOf(results);
  const columns = comparison.tasks.map(({ name }) => columnOf(findings.filter(({ task }) => task === name)));
  const heads = comparison.tasks.map(({ name, metric, higherIsBetter }) => ({
    title: name,
    hint: `${metric}, ${higherIsBetter ? 'higher' : 'lower'} is better`,
  }));
  const baseline = { name: 'single-task', cells: columns.map((column) => column.baseline) };
  const rows = results.study.arms.map(({ name }, index) => ({
    name,
    cells: columns.map((column) => column.strategies[index] ?? '<td></td>'),
  }));
  return table(heads, [baseline, ...rows]);
}

function averagesTable({ comparison }: StudyReport): string {
  const entries = Object.entries(comparison.strategies);
  const columns = [
    {
      title: 'Δm per task',
      hint: '%, higher is better',
      best: Math.max,
      text: signed,
      of: entries.map(([, s]) => s.deltaM.perTask),
    },
    {
      title: 'Δm per metric',
      hint: '%, lower is better',
      best: Math.min,
      text: signed,
      of: entries.map(([, s]) => s.deltaM.perMetric),
    },
    {
      title: 'mean rank',
      hint: 'lower is better',
      best: Math.min,
      text: twoDecimals,
      of: entries.map(([, s]) => s.meanRank),
    },
    {
      title: 'ms per step',
      hint: 'median',
      best: () => Number.NaN,
      text: twoDecimals,
      of: entries.map(([, s]) => s.cost.msPerStep),
    },
  ];
  const cells = columns.map(({ best, text, of }) => {
    const mark = best(...of.filter((value) => value !== null));
    return of.map((value) => `<td><span${value === mark ? ' class="best"' : ''}>${text(value)}</span></td>`);
  });
  return table(
    columns,
    entries.map(([name], index) => ({ name, cells: cells.map((column) => column[index] ?? '<td></td>') })),
  );
}

/** The cells of one task, top to bottom. */
function columnOf(findings: readonly Effect[]): { readonly baseline: string; readonly strategies: readonly string[] } {
  const [first] = findings;
  if (!first) return { baseline: '<td></td>', strategies: [] };
  const extreme = first.metric.higherIsBetter ? Math.max : Math.min;
  const means = [first.baseline.mean, ...findings.map(({ summary }) => summary.mean)];
  const best = extreme(...means.filter(Number.isFinite));
  const cell = (summary: Effect['summary'], below: string): string =>
    `<td><span${summary.mean === best ? ' class="best"' : ''}>${meanAndSd(summary)}</span>${below}</td>`;
  return {
    baseline: cell(first.baseline, ''),
    strategies: findings.map((effect) => cell(effect.summary, changeText(effect))),
  };
}

function twoDecimals(value: number | null): string {
  return fixed(value, 2);
}
