import type { StudyReport } from '../study/study-report.ts';
import { hasWidth } from '../statistics/paired-interval.ts';
import type { Summary } from '../statistics/summary.ts';
import { type Effect, effectsOf } from '../study/effects.ts';
import { mainMetric } from '../study/study.ts';
import { fixed, meanAndSd, signed } from '../terminal/numbers.ts';
import { type Cell, emptyCell, numberCell, tableHtml } from './table.ts';

/**
 * The tables of a study: what each strategy did to each task, beside the single-task models and the floors, and the averages over the
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
  const { dataset, tasks, arms } = results.study;
  return tableHtml({
    label: `Each task of ${dataset} at its own epoch`,
    first: 'strategy',
    heads: tasks.map((task) => ({ title: task.name, hint: `change of ${mainMetric(task).name}` })),
    rows: arms.map(({ name }) => ({
      name,
      cells: tasks.map((task) => {
        const found = effects.find((effect) => effect.task === task.name && effect.strategy === name);
        return found ? { html: changeText(found), value: found.change.mean } : emptyCell;
      }),
    })),
  });
}

function changeText({ change, verdict }: Effect): string {
  const interval = hasWidth(change) ? ` (${signed(change.low, 1)} to ${signed(change.high, 1)})` : '';
  return `<small class="${verdict}">${signed(change.mean, 1)} %${interval}</small>`;
}

function taskTable({ results, comparison }: StudyReport): string {
  const findings = effectsOf(results);
  const columns = comparison.tasks.map(({ name }) => columnOf(findings.filter(({ task }) => task === name)));
  const floors = Object.entries(comparison.floors).map(([floor, summaries]) => ({
    name: floorNames[floor] ?? floor,
    cells: comparison.tasks.map(({ name }) => {
      const { mean, sd } = summaries[name] ?? { mean: null, sd: null };
      return numberCell(mean, spread({ mean: mean ?? Number.NaN, sd: sd ?? Number.NaN }));
    }),
  }));
  return tableHtml({
    label: `Test metrics on ${comparison.dataset}`,
    first: 'strategy',
    heads: comparison.tasks.map(({ name, metric, higherIsBetter }) => ({
      title: name,
      hint: `${metric}, ${higherIsBetter ? 'higher' : 'lower'} is better`,
    })),
    rows: [
      ...floors,
      { name: 'single-task', cells: columns.map((column) => column.baseline) },
      ...results.study.arms.map(({ name }, index) => ({
        name,
        cells: columns.map((column) => column.strategies[index] ?? emptyCell),
      })),
    ],
  });
}

const floorNames: Readonly<Record<string, string>> = { constant: 'constant prediction', linear: 'linear model' };

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
      text: (value: number | null) => fixed(value, 2),
      of: entries.map(([, s]) => s.meanRank),
    },
  ];
  const cells = columns.map(({ best, text, of }) => {
    const mark = best(...of.filter((value) => value !== null));
    return of.map((value) => marked(value, text(value), mark));
  });
  return tableHtml({
    label: `Averages over the tasks of ${comparison.dataset}`,
    first: 'strategy',
    heads: columns,
    rows: entries.map(([name], index) => ({ name, cells: cells.map((column) => column[index] ?? emptyCell) })),
  });
}

/** The cells of one task, top to bottom. */
function columnOf(findings: readonly Effect[]): { readonly baseline: Cell; readonly strategies: readonly Cell[] } {
  const [first] = findings;
  if (!first) return { baseline: emptyCell, strategies: [] };
  const extreme = first.metric.higherIsBetter ? Math.max : Math.min;
  const means = [first.baseline.mean, ...findings.map(({ summary }) => summary.mean)];
  const best = extreme(...means.filter(Number.isFinite));
  const cell = (summary: Summary): Cell => marked(summary.mean, spread(summary), best);
  return {
    baseline: cell(first.baseline),
    strategies: findings.map((effect) => {
      const { html, value } = cell(effect.summary);
      return { html: html + changeText(effect), value };
    }),
  };
}

/** A number, with a star where it is the best of its column. */
function marked(value: number | null, text: string, best: number): Cell {
  return { html: `<span${value === best ? ' class="best"' : ''}>${text}</span>`, value: value ?? Number.NaN };
}

/** A metric with about four digits that count, whatever its scale. */
function spread(summary: Summary): string {
  const size = Math.floor(Math.log10(Math.max(1, Math.abs(summary.mean) || 0)));
  return meanAndSd(summary, Math.max(0, (summary.mean < 1 ? 4 : 3) - size));
}
