import type { TopLevelSpec } from 'vega-lite';

import type { Verdict } from '../../statistics/paired-interval.ts';
import { verdictColours } from '../palette.ts';
import { type Chart, type Panel, panelSize } from './panel.ts';

/** A cell of a matrix of tasks. */
export interface MatrixCell {
  /** The task of the row, which does something. */
  readonly from: string;
  /** The task of the column, to which it is done. */
  readonly to: string;
  /** How much; positive is a help. */
  readonly value: number;
  /** As it is written in the cell. */
  readonly text: string;
}

/** A matrix of tasks. */
export interface TaskMatrix {
  /** What stands above it. */
  readonly title: string;
  /** The tasks, in order. */
  readonly tasks: readonly string[];
  /** The cells; one that is left out is empty. */
  readonly cells: readonly MatrixCell[];
}

const ends: readonly Verdict[] = ['hurt', 'unclear', 'helped'];

/**
 * What tasks do for each other, a panel for each matrix: the row helps or hurts the column, the more colour the more. The figures are in the cells.
 *
 * @param matrices - The matrices.
 */
export function matrixChart(matrices: readonly TaskMatrix[]): Chart {
  return {
    legend: [
      { name: 'helps', colour: verdictColours.helped, mark: '▲' },
      { name: 'hurts', colour: verdictColours.hurt, mark: '▼' },
    ],
    panels: matrices.map(panelOf),
  };
}

function panelOf({ title, tasks, cells }: TaskMatrix): Panel {
  return {
    title,
    alt: `${title}: ${cells.map(({ from, to, text }) => `${from} to ${to} ${text}`).join('; ')}.`,
    spec: specOf(tasks, cells),
  };
}

function specOf(tasks: readonly string[], cells: readonly MatrixCell[]): TopLevelSpec {
  const reach = Math.max(1e-12, ...cells.map(({ value }) => Math.abs(value)).filter(Number.isFinite));
  const values = cells.map(({ from, to, value, text }) => ({
    from,
    to,
    share: Number.isFinite(value) ? Math.abs(value) / reach : 0,
    sign: value < 0 ? 'hurt' : 'helped',
    text,
  }));
  const axis = { labelLimit: 90, ticks: false, domain: false } as const;
  const domain = [...tasks];
  const place = { type: 'nominal', scale: { domain } } as const;
  const x = { field: 'to', ...place, title: 'helped', axis: { ...axis, orient: 'top', labelAngle: -30 } } as const;
  const y = { field: 'from', ...place, title: 'helper', axis } as const;
  return {
    ...panelSize,
    data: { values },
    height: 28 * tasks.length,
    layer: [
      {
        mark: { type: 'rect' },
        encoding: {
          x,
          y,
          color: {
            field: 'sign',
            type: 'nominal',
            scale: { domain: [...ends], range: ends.map((end) => verdictColours[end]) },
            legend: null,
          },
          opacity: {
            field: 'share',
            type: 'quantitative',
            scale: { domain: [0, 1], range: [0.04, 0.75] },
            legend: null,
          },
        },
      },
      {
        mark: { type: 'text', fontSize: tasks.length > 6 ? 9 : 11, color: 'currentColor' },
        encoding: { x, y, text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}
