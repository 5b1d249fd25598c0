import type { TopLevelSpec } from 'vega-lite';

import type { FriedmanTest } from '../../statistics/friedman.ts';
import { nemenyiTest } from '../../statistics/nemenyi.ts';
import { fixed } from '../../terminal/numbers.ts';
import { baselineColour, seriesColours } from '../palette.ts';
import { type Chart, type Layer, panelSize } from './panel.ts';

/** What a critical-difference diagram is drawn from. */
export interface RankedArms {
  /** What stands above it. */
  readonly title: string;
  /** The names of the arms, in the order of the ranks. */
  readonly names: readonly string[];
  /** The mean ranks and the number of blocks, from {@link friedmanTest}. */
  readonly ranks: Pick<FriedmanTest, 'meanRanks' | 'blocks'>;
  /** How often equal arms may be told apart: between 0 and 1. */
  readonly level: number;
}

/** A line between two mean ranks, at a row of its own. */
interface Bar {
  readonly row: string;
  readonly from: number;
  readonly to: number;
}

const [rankColour, groupColour] = seriesColours;

/**
 * The mean ranks of arms on one axis, best on the left, with a bar over every set of arms that Nemenyi's test cannot tell apart. Each arm has a row
 * of its own, so that names are legible on a phone.
 *
 * @param arms - The arms.
 * @see J. Demšar. Statistical Comparisons of Classifiers over Multiple Data Sets. JMLR 7, 2006, figure 1.
 *   https://jmlr.org/papers/v7/demsar06a.html
 */
export function criticalDifferenceChart({ title, names, ranks, level }: RankedArms): Chart {
  const { criticalDifference, groups } = nemenyiTest(ranks, level);
  const { meanRanks } = ranks;
  const rows = names
    .map((name, arm) => ({ name, row: `arm ${arm}`, rank: meanRanks[arm] ?? Number.NaN }))
    .sort((a, b) => a.rank - b.rank);
  const bars = groups.map((group, index): Bar => {
    const own = group.map((arm) => meanRanks[arm] ?? Number.NaN);
    return { row: `group ${index}`, from: Math.min(...own), to: Math.max(...own) };
  });
  const together = groups.map((group) => group.map((arm) => names[arm] ?? '').join(', '));
  const told = together.length > 0 ? `not told apart: ${together.join('; ')}` : 'every two told apart';
  return {
    legend: [
      { name: 'mean rank, 1 is best', colour: rankColour, mark: '●' },
      { name: 'cannot be told apart', colour: groupColour, mark: 'line' },
      { name: `critical difference, ${fixed(criticalDifference, 2)}`, colour: baselineColour, mark: 'dashed' },
    ],
    panels: [
      {
        title,
        alt: `Mean ranks: ${rows.map(({ name, rank }) => `${name} ${fixed(rank, 2)}`).join(', ')}; critical difference ${fixed(criticalDifference, 2)}; ${told}.`,
        spec: specOf(rows, bars, criticalDifference),
      },
    ],
  };
}

function specOf(
  arms: readonly { readonly name: string; readonly row: string; readonly rank: number }[],
  bars: readonly Bar[],
  criticalDifference: number,
): TopLevelSpec {
  const ruler: Bar = { row: 'ruler', from: 1, to: 1 + criticalDifference };
  const rows: string[] = [ruler.row, ...bars.map(({ row }) => row), ...arms.map(({ row }) => row)];
  const labels = Object.fromEntries(arms.map(({ row, name }) => [row, name]));
  const y = {
    field: 'row',
    type: 'nominal',
    scale: { domain: rows },
    title: null,
    axis: { labelExpr: `${JSON.stringify(labels)}[datum.value] || ''`, labelLimit: 130, ticks: false, labelPadding: 8 },
  } as const;
  const domain = [1, Math.max(arms.length, ruler.to)];
  const x = {
    type: 'quantitative',
    title: 'mean rank',
    scale: { domain, nice: false, padding: 8 },
    axis: { tickCount: Math.min(arms.length, 6), tickMinStep: 1 },
  } as const;
  const drops = arms.map(({ row, rank }) => ({ row: ruler.row, end: row, rank }));
  const bar = (data: readonly Bar[], mark: object): Layer => ({
    data: { values: [...data] },
    mark: { type: 'rule', ...mark },
    encoding: { x: { field: 'from', ...x }, x2: { field: 'to' }, y },
  });
  return {
    ...panelSize,
    height: 22 * rows.length,
    layer: [
      {
        data: { values: drops },
        mark: { type: 'rule', opacity: 0.25, color: 'currentColor' },
        encoding: { x: { field: 'rank', ...x }, y, y2: { field: 'end' } },
      },
      bar([ruler], { color: baselineColour, strokeDash: [5, 3], strokeWidth: 3 }),
      bar(bars, { color: groupColour, strokeWidth: 5, strokeCap: 'round' }),
      {
        data: { values: [...arms] },
        mark: { type: 'point', filled: true, size: 80, opacity: 1, color: rankColour },
        encoding: { x: { field: 'rank', ...x }, y },
      },
    ],
  };
}
