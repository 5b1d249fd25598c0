import type { TopLevelSpec } from 'vega-lite';

/** One small chart of a figure: drawn by itself, so that a page can stand it beside or below its neighbours. */
export interface Panel {
  /** What stands above it. */
  readonly title: string;
  /** What is different about it, where something is. */
  readonly note?: string;
  /** What it shows, in words and figures, for people who do not see it. */
  readonly alt: string;
  /** The chart, without a legend. */
  readonly spec: TopLevelSpec;
}

/** One line of a legend. */
export interface LegendEntry {
  /** The meaning of the colour. */
  readonly name: string;
  /** The colour. */
  readonly colour: string;
  /** How it is drawn. */
  readonly mark: 'line' | 'dashed' | '▲' | '▼' | '●';
}

/** Panels that are read together. */
export interface Chart {
  /** What their colours stand for. */
  readonly legend: readonly LegendEntry[];
  /** The panels. */
  readonly panels: readonly Panel[];
}

/** The width of a panel in pixels, axes included: that of a phone, so that its text is as large as it says. */
export const panelWidth = 320;

/** The total width of a panel, axis labels included. */
export const panelSize = { width: panelWidth, autosize: { type: 'fit-x', contains: 'padding' } } as const;

/** One layer of a panel. */
export type Layer = Extract<TopLevelSpec, { readonly layer: unknown }>['layer'][number];

/**
 * The dashed line at 0.
 *
 * @param channel - The axis that it lies across.
 */
export function zeroLine(channel: 'x' | 'y'): Layer {
  return {
    mark: { type: 'rule', strokeDash: [4, 3], color: 'currentColor', opacity: 0.6 },
    encoding: { [channel]: { datum: 0, type: 'quantitative' } },
  };
}
