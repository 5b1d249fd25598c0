import type { TopLevelSpec } from 'vega-lite';

import type { Finding } from '../../study/findings.ts';
import { verdictColours } from '../palette.ts';
import { facets } from './facets.ts';

/**
 * The change of each task under each strategy with its confidence interval, all on one scale: a point off the line in the
 * middle whose interval does not reach it has helped or hurt.
 *
 * @param findings - What each strategy did to each task.
 */
export function forestChart(findings: readonly Finding[]): TopLevelSpec {
  const tasks = [...new Set(findings.map(({ task }) => task))];
  const strategies = [...new Set(findings.map(({ strategy }) => strategy))];
  const { columns, width } = facets(tasks.length);
  const values = findings.map(({ task, strategy, change, verdict }) => ({
    task,
    strategy,
    change: change.mean,
    ...(Number.isFinite(change.low) ? { low: change.low, high: change.high } : {}),
    verdict,
  }));
  const y = { field: 'strategy', type: 'nominal', sort: strategies, title: null } as const;
  const verdicts = Object.keys(verdictColours);
  const color = {
    field: 'verdict',
    type: 'nominal',
    scale: { domain: verdicts, range: Object.values(verdictColours) },
    legend: { symbolType: 'circle', symbolStrokeWidth: 2 },
  } as const;
  const title = 'change, %';
  return {
    data: { values },
    facet: { field: 'task', type: 'nominal', sort: tasks, title: null },
    columns,
    spec: {
      width,
      height: { step: 24 },
      layer: [
        {
          mark: { type: 'rule', strokeDash: [4, 3], color: 'currentColor', opacity: 0.6 },
          encoding: { x: { datum: 0 } },
        },
        {
          mark: { type: 'rule', strokeWidth: 2 },
          encoding: { x: { field: 'low', type: 'quantitative', title }, x2: { field: 'high' }, y, color },
        },
        {
          mark: { type: 'point', filled: true, size: 70, opacity: 1 },
          encoding: { x: { field: 'change', type: 'quantitative', title }, y, color },
        },
      ],
    },
  };
}
