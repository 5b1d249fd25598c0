import type { TopLevelSpec } from 'vega-lite';

import { hasWidth, type Interval, type Verdict } from '../../statistics/paired-interval.ts';
import { changeInWords } from '../../study/answer.ts';
import { verdictColours } from '../palette.ts';
import { axisRanges, type PanelAxis } from './axis-range.ts';
import { type Chart, type Panel, panelSize, zeroLine } from './panel.ts';

/** A change with its interval: a row of a panel. */
export interface ForestRow {
  /** What the row is of. */
  readonly name: string;
  /** The change in percent, with its interval. */
  readonly change: Interval;
  /** What the interval says. */
  readonly verdict: Verdict;
}

/** The rows of one panel. */
export interface ForestGroup {
  /** What stands above it. */
  readonly title: string;
  /** What changed: "of the accuracy of digit". */
  readonly of: string;
  /** The rows, top to bottom. */
  readonly rows: readonly ForestRow[];
}

/** They differ without colours, too. */
const marks = { helped: '▲', hurt: '▼', unclear: '●' } as const;
const shapes = { helped: 'triangle-up', hurt: 'triangle-down', unclear: 'circle' } as const;
const verdicts = ['helped', 'hurt', 'unclear'] as const;

/**
 * Changes with their confidence intervals: a mark off the dashed line whose interval does not reach the line has helped or
 * hurt. A group whose changes are of another size than the others' has an axis of its own.
 *
 * @param groups - The changes.
 */
export function forestChart(groups: readonly ForestGroup[]): Chart {
  const axes = axisRanges(
    groups.map(({ rows }) => rows.flatMap(({ change }) => [change.mean, change.low, change.high])),
  );
  return {
    legend: verdicts.map((verdict) => ({ name: verdict, colour: verdictColours[verdict], mark: marks[verdict] })),
    panels: groups.map((group, index) => panelOf(group, axes[index] ?? { range: [0, 0], own: false })),
  };
}

function panelOf({ title, of, rows }: ForestGroup, { range, own }: PanelAxis): Panel {
  return {
    title,
    ...(own ? { note: 'axis of its own' } : {}),
    alt: `Change ${of}: ${rows.map(({ name, change }) => `${name} ${changeInWords(change)}`).join('; ')}.`,
    spec: specOf(rows, range),
  };
}

function specOf(rows: readonly ForestRow[], range: readonly [number, number]): TopLevelSpec {
  const values = rows.map(({ name, change, verdict }) => ({
    name,
    change: change.mean,
    ...(hasWidth(change) ? { low: change.low, high: change.high } : {}),
    verdict,
  }));
  const y = {
    field: 'name',
    type: 'nominal',
    sort: rows.map(({ name }) => name),
    title: null,
    axis: { labelLimit: 120, ticks: false, labelPadding: 8 },
  } as const;
  const color = {
    field: 'verdict',
    type: 'nominal',
    scale: { domain: [...verdicts], range: verdicts.map((verdict) => verdictColours[verdict]) },
    legend: null,
  } as const;
  const shape = {
    field: 'verdict',
    type: 'nominal',
    scale: { domain: [...verdicts], range: verdicts.map((verdict) => shapes[verdict]) },
    legend: null,
  } as const;
  const domain = [...range];
  const x = {
    type: 'quantitative',
    title: 'change, %',
    scale: { domain, nice: 4, padding: 4 },
    axis: { tickCount: 3 },
  } as const;
  return {
    ...panelSize,
    data: { values },
    height: 26 * rows.length,
    layer: [
      zeroLine('x'),
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: { field: 'low', ...x }, x2: { field: 'high' }, y, color },
      },
      {
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: { x: { field: 'change', ...x }, y, color, shape },
      },
    ],
  };
}
