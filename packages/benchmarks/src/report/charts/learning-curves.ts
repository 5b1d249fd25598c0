import type { TopLevelSpec } from 'vega-lite';

import type { RunResult } from '../../runs/run-result.ts';
import { mean } from '../../statistics/summary.ts';
import { mainMetric } from '../../study/study.ts';
import type { StudyResults } from '../../study/study-results.ts';
import { baselineColour, coloursOf } from '../palette.ts';
import { facets } from './facets.ts';

const alone = 'single-task';

/**
 * The main metric of each task on the validation split, epoch by epoch, averaged over the seeds.
 *
 * @param results - The results of a study.
 */
export function learningCurves(results: StudyResults): TopLevelSpec {
  const { tasks, strategies } = results.study;
  const names = strategies.map(({ name }) => name);
  const { columns, width } = facets(tasks.length);
  const labels = tasks.map((task) => `${task.name}: ${mainMetric(task).name}`);
  const values = tasks.flatMap((task, index) => {
    const where = { task: task.name, metric: mainMetric(task).name };
    const curve = (runs: readonly RunResult[], name: string): object[] =>
      meanCurve(runs, where).map((value, epoch) => ({ task: labels[index], name, epoch: epoch + 1, value }));
    return [
      ...curve(results.baseline(task.name), alone),
      ...strategies.flatMap((strategy) => curve(results.of(strategy), strategy.name)),
    ];
  });
  return {
    data: { values },
    facet: { field: 'task', type: 'nominal', sort: labels, title: null },
    columns,
    resolve: { scale: { y: 'independent' } },
    spec: {
      width,
      height: 170,
      mark: 'line',
      encoding: {
        x: { field: 'epoch', type: 'quantitative', title: 'epoch', axis: { tickMinStep: 1, grid: false } },
        y: { field: 'value', type: 'quantitative', title: null, scale: { zero: false } },
        color: {
          field: 'name',
          type: 'nominal',
          scale: { domain: [alone, ...names], range: [baselineColour, ...coloursOf(names)] },
        },
        strokeDash: { condition: { test: `datum.name === '${alone}'`, value: [5, 3] }, value: [1, 0] },
      },
    },
  };
}

function meanCurve(runs: readonly RunResult[], where: { readonly task: string; readonly metric: string }): number[] {
  const epochs = Math.min(...runs.map((run) => run.epochs.length));
  return Array.from({ length: Number.isFinite(epochs) ? epochs : 0 }, (_, epoch) =>
    mean(runs.map((run) => run.epochs[epoch]?.validation[where.task]?.[where.metric] ?? Number.NaN)),
  );
}
