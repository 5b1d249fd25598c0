import type { TopLevelSpec } from 'vega-lite';

import type { StudyResults } from '../../study/study-results.ts';
import { coloursOf } from '../palette.ts';
import { facets } from './facets.ts';
import { meanPoints } from './mean-points.ts';

/**
 * The cosine between the gradients of every two tasks over training, for each strategy: below the line in the middle the
 * two tasks pull the shared parameters apart.
 *
 * @param results - The results of a study.
 */
export function cosineChart(results: StudyResults): TopLevelSpec {
  const { strategies } = results.study;
  const tasks = results.study.tasks.map(({ name }) => name);
  const names = strategies.map(({ name }) => name);
  const pairs = tasks.flatMap((first, index) => tasks.slice(index + 1).map((second) => `${first} · ${second}`));
  const { columns, width } = facets(pairs.length, pairs.length > 3 ? 4 : 3);
  const values = strategies.flatMap((strategy) =>
    pairs.flatMap((pair, index) =>
      meanPoints(results.of(strategy), ({ cosines }) => cosines[index] ?? Number.NaN, 3).map((point) => ({
        ...point,
        pair,
        name: strategy.name,
      })),
    ),
  );
  return {
    data: { values },
    facet: { field: 'pair', type: 'nominal', sort: pairs, title: null },
    columns,
    spec: {
      width,
      height: 120,
      layer: [
        {
          mark: { type: 'rule', strokeDash: [4, 3], color: 'currentColor', opacity: 0.6 },
          encoding: { y: { datum: 0 } },
        },
        {
          mark: { type: 'line', strokeWidth: 1.5 },
          encoding: {
            x: { field: 'step', type: 'quantitative', title: 'step', axis: { grid: false, tickCount: 4 } },
            y: { field: 'value', type: 'quantitative', title: 'cosine' },
            color: { field: 'name', type: 'nominal', scale: { domain: names, range: coloursOf(names) } },
          },
        },
      ],
    },
  };
}
