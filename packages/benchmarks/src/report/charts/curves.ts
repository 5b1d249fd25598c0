import type { TopLevelSpec } from 'vega-lite';

import { panelSize, zeroLine } from './panel.ts';

/** A place of a curve: the mean over the seeds, and one standard deviation to either side where there are several seeds. */
export interface CurvePoint {
  /** Where. */
  readonly x: number;
  /** The mean over the seeds. */
  readonly value: number;
  /** The mean less a standard deviation. */
  readonly low?: number;
  /** The mean and a standard deviation. */
  readonly high?: number;
}

/** A curve of a panel. */
export interface Curve {
  /** What it is of. */
  readonly name: string;
  /** Its colour. */
  readonly colour: string;
  /** Whether its line is broken, as that of the baseline is. */
  readonly dashed?: boolean;
  /** Its places, from left to right. */
  readonly points: readonly CurvePoint[];
}

/** How a panel of curves is drawn. */
export interface CurveAxes {
  /** What is along the bottom. */
  readonly x: string;
  /** What is along the side. */
  readonly y: string;
  /** The ends of the vertical axis; as the curves need it when left out. */
  readonly range?: readonly [number, number];
  /** How numbers along the side are written, in d3's terms. */
  readonly format?: string;
  /** Whether a line marks 0. */
  readonly zeroLine?: boolean;
  /** Whether the bottom has a logarithmic scale. */
  readonly logX?: boolean;
}

/**
 * Curves with the band of their seeds.
 *
 * @param curves - The curves.
 * @param axes - How they are drawn.
 */
export function curvesSpec(curves: readonly Curve[], axes: CurveAxes): TopLevelSpec {
  const values = curves.flatMap(({ name, dashed = false, points }) =>
    points.map((point) => ({ ...point, name, dashed })),
  );
  const color = {
    field: 'name',
    type: 'nominal',
    scale: { domain: curves.map(({ name }) => name), range: curves.map(({ colour }) => colour) },
    legend: null,
  } as const;
  const x = {
    field: 'x',
    type: 'quantitative',
    title: axes.x,
    scale: { ...(axes.logX ? { type: 'log' as const } : { zero: false }), nice: false },
    axis: { tickMinStep: 1, grid: false, tickCount: 5 },
  } as const;
  const domain = axes.range && [...axes.range];
  const y = {
    type: 'quantitative',
    title: axes.y,
    scale: domain ? { domain } : { zero: false },
    axis: { tickCount: 5, ...(axes.format === undefined ? {} : { format: axes.format }) },
  } as const;
  return {
    ...panelSize,
    data: { values },
    height: 160,
    layer: [
      ...(axes.zeroLine ? [zeroLine('y')] : []),
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'area', opacity: 0.16 },
        encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'line' },
        encoding: {
          x,
          y: { field: 'value', ...y },
          color,
          strokeDash: { condition: { test: 'datum.dashed', value: [5, 3] }, value: [1, 0] },
        },
      },
    ],
  };
}
