import type { TopLevelSpec } from 'vega-lite';

import { hasWidth, type Interval, type Verdict } from '../../statistics/paired-interval.ts';
import { changeInWords } from '../../study/answer.ts';
import { verdictColours } from '../palette.ts';
import { axisRanges, type PanelAxis } from './axis-range.ts';
import { type Chart, type Layer, type Panel, panelSize, zeroLine } from './panel.ts';

/** A change with its interval: a row of a panel. */
export interface ForestRow {
  /** What the row is of. */
  readonly name: string;
  /** The change in percent, with its interval, corrected for the rows that seeds share. */
  readonly change: Interval;
  /** Its interval as if the seeds shared no rows. */
  readonly plain: Interval;
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

/** How the two intervals of a change are told apart: for captions. */
export const intervalsInWords =
  'The thin line is the interval that counts, corrected for the rows that seeds share; the thick one is without that correction.';

/** They differ without colours, too. */
const marks = { helped: '▲', hurt: '▼', unclear: '●' } as const;
const shapes = { helped: 'triangle-up', hurt: 'triangle-down', unclear: 'circle' } as const;
const verdicts = ['helped', 'hurt', 'unclear'] as const;

/**
 * Changes with both of their confidence intervals: thick as if the seeds shared no rows, thin corrected for the rows that they share. Mark and
 * colour are the verdict after Holm's adjustment, so a thin line that does not reach the dashed one may still be unclear. A group whose
 * changes are of another size than the others' has an axis of its own.
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
    alt: `Change ${of}: ${rows.map(({ name, change, verdict }) => `${name} ${changeInWords(change)}, ${verdict}`).join('; ')}.`,
    spec: specOf(rows, range),
  };
}

function specOf(rows: readonly ForestRow[], range: readonly [number, number]): TopLevelSpec {
  const values = rows.map(({ name, change, plain, verdict }) => ({
    name,
    change: change.mean,
    ...(hasWidth(change) ? { wideLow: change.low, wideHigh: change.high } : {}),
    ...(hasWidth(plain) ? { low: plain.low, high: plain.high } : {}),
    verdict,
  }));
  const y = {
    field: 'name',
    type: 'nominal',
    sort: rows.map(({ name }) => name),
    title: null,
    axis: { labelLimit: 120, ticks: false, labelPadding: 8 },
  } as const;
  const byVerdict = { field: 'verdict', type: 'nominal', legend: null } as const;
  const color = {
    ...byVerdict,
    scale: { domain: [...verdicts], range: verdicts.map((verdict) => verdictColours[verdict]) },
  };
  const shape = { ...byVerdict, scale: { domain: [...verdicts], range: verdicts.map((verdict) => shapes[verdict]) } };
  const domain = [...range];
  const x = {
    type: 'quantitative',
    title: 'change, %',
    scale: { domain, nice: 4, padding: 4 },
    axis: { tickCount: 3 },
  } as const;
  const rule = (low: string, high: string, strokeWidth: number): Layer => ({
    transform: [{ filter: `isValid(datum.${low})` }],
    mark: { type: 'rule', strokeWidth },
    encoding: { x: { field: low, ...x }, x2: { field: high }, y, color },
  });
  return {
    ...panelSize,
    data: { values },
    height: 26 * rows.length,
    layer: [
      zeroLine('x'),
      rule('wideLow', 'wideHigh', 1.5),
      rule('low', 'high', 4),
      {
        mark: { type: 'point', filled: true, size: 80, opacity: 1 },
        encoding: { x: { field: 'change', ...x }, y, color, shape },
      },
    ],
  };
}
