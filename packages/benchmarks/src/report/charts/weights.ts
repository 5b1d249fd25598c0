import type { TopLevelSpec } from 'vega-lite';

import type { StudyResults } from '../../study/study-results.ts';
import { coloursOf } from '../palette.ts';
import { facets } from './facets.ts';
import { meanPoints } from './mean-points.ts';

/**
 * The share of each task in the sum of the weights, over training, for each strategy. Adam does not see the scale of the
 * sum, only the shares.
 *
 * @param results - The results of a study.
 */
export function weightsChart(results: StudyResults): TopLevelSpec {
  const { strategies } = results.study;
  const tasks = results.study.tasks.map(({ name }) => name);
  const names = strategies.map(({ name }) => name);
  const { columns, width } = facets(names.length, 4);
  const values = strategies.flatMap((strategy) =>
    tasks.flatMap((task, index) =>
      meanPoints(results.of(strategy), ({ weights }) => {
        const sum = weights.reduce((total, weight) => total + weight, 0);
        return (weights[index] ?? Number.NaN) / sum;
      }).map((point) => ({ ...point, strategy: strategy.name, task })),
    ),
  );
  return {
    data: { values },
    facet: { field: 'strategy', type: 'nominal', sort: names, title: null },
    columns,
    spec: {
      width,
      height: 150,
      mark: 'line',
      encoding: {
        x: { field: 'step', type: 'quantitative', title: 'step', axis: { grid: false, tickCount: 4 } },
        y: {
          field: 'value',
          type: 'quantitative',
          title: 'share of the weights',
          scale: { zero: true },
          axis: { format: '%' },
        },
        color: { field: 'task', type: 'nominal', scale: { domain: tasks, range: coloursOf(tasks) } },
      },
    },
  };
}
