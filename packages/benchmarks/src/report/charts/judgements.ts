import type { TopLevelSpec } from 'vega-lite';

import type { ArmVerdict, Judgement } from '../../statistics/judge.ts';
import { hasWidth } from '../../statistics/paired-interval.ts';
import { signed } from '../../terminal/numbers.ts';
import { pText } from '../p-text.ts';
import { verdictColours } from '../palette.ts';
import { axisRanges, type PanelAxis } from './axis-range.ts';
import { type Chart, type Layer, type Panel, panelSize, zeroLine } from './panel.ts';

/** The judgements of one panel, such as those of one task. */
export interface JudgementGroup {
  /** What stands above it. */
  readonly title: string;
  /** The rows, top to bottom, in percent; the names are those of the arms. */
  readonly rows: readonly Judgement[];
}

const colours = {
  better: verdictColours.helped,
  worse: verdictColours.hurt,
  unclear: verdictColours.unclear,
} as const;
/** They differ without colours, too. */
const marks = { better: '▲', worse: '▼', unclear: '●' } as const;
const shapes = { better: 'triangle-up', worse: 'triangle-down', unclear: 'circle' } as const;
const verdicts: readonly ArmVerdict[] = ['better', 'worse', 'unclear'];

/**
 * Judgements with both of their intervals: thick as if the seeds shared no rows, thin corrected for the rows that they share. Mark and colour are
 * the verdict after Holm's adjustment, so a thin line that does not reach the dashed one may still be unclear. Groups of similar size share their axis.
 *
 * @param groups - The judgements, a panel each.
 */
export function judgementChart(groups: readonly JudgementGroup[]): Chart {
  const axes = axisRanges(
    groups.map(({ rows }) => rows.flatMap(({ estimate, correctedInterval: { low, high } }) => [estimate, low, high])),
  );
  return {
    legend: verdicts.map((verdict) => ({ name: verdict, colour: colours[verdict], mark: marks[verdict] })),
    panels: groups.map((group, index) => panelOf(group, axes[index] ?? { range: [0, 0], own: false })),
  };
}

function panelOf({ title, rows }: JudgementGroup, { range, own }: PanelAxis): Panel {
  return {
    title,
    ...(own ? { note: 'axis of its own' } : {}),
    alt: `${title}: ${rows.map(inWords).join('; ')}.`,
    spec: specOf(rows, range),
  };
}

function inWords({ name, estimate, correctedInterval, adjustedP, verdict }: Judgement): string {
  const { low, high } = correctedInterval;
  const interval = hasWidth(correctedInterval)
    ? ` (${signed(low, 1)} % to ${signed(high, 1)} %, adjusted p ${pText(adjustedP)})`
    : '';
  return `${name} ${signed(estimate, 1)} %${interval}, ${verdict}`;
}

function specOf(rows: readonly Judgement[], range: PanelAxis['range']): TopLevelSpec {
  const values = rows.map(({ name, estimate, interval, correctedInterval, verdict }) => ({
    name,
    estimate,
    verdict,
    ...(hasWidth(interval) ? { low: interval.low, high: interval.high } : {}),
    ...(hasWidth(correctedInterval) ? { wideLow: correctedInterval.low, wideHigh: correctedInterval.high } : {}),
  }));
  const y = {
    field: 'name',
    type: 'nominal',
    sort: rows.map(({ name }) => name),
    title: null,
    axis: { labelLimit: 120, ticks: false, labelPadding: 8 },
  } as const;
  const byVerdict = { field: 'verdict', type: 'nominal', legend: null } as const;
  const color = { ...byVerdict, scale: { domain: [...verdicts], range: verdicts.map((verdict) => colours[verdict]) } };
  const shape = { ...byVerdict, scale: { domain: [...verdicts], range: verdicts.map((verdict) => shapes[verdict]) } };
  const domain = [...range];
  const x = {
    type: 'quantitative',
    title: 'change, %',
    scale: { domain, nice: 4, padding: 4 },
    axis: { tickCount: 3 },
  } as const;
  const ends = { low: ['low', 'high'], wideLow: ['wideLow', 'wideHigh'] } as const;
  const rule = (field: keyof typeof ends, strokeWidth: number): Layer => ({
    transform: [{ filter: `isValid(datum.${field})` }],
    mark: { type: 'rule', strokeWidth },
    encoding: { x: { field: ends[field][0], ...x }, x2: { field: ends[field][1] }, y, color },
  });
  return {
    ...panelSize,
    data: { values },
    height: 26 * rows.length,
    layer: [
      zeroLine('x'),
      rule('wideLow', 1.5),
      rule('low', 4),
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: { x: { field: 'estimate', ...x }, y, color, shape },
      },
    ],
  };
}
