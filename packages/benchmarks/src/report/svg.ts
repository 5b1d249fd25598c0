import type { Config, TopLevelSpec } from 'vega-lite';

import { escape } from './escape.ts';

const ink = 'currentColor';

/** Everything but the data is drawn in the colour of the text around it, so that a chart is readable on any background. */
export const chartConfig: Config = {
  aria: false, // The whole chart has a label; one for each point would be most of the file.
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    labelColor: ink,
    labelOpacity: 0.8,
    titleColor: ink,
    titleFontWeight: 'normal',
    titleOpacity: 0.8,
    gridColor: ink,
    gridOpacity: 0.12,
    domain: false,
    tickColor: ink,
    tickOpacity: 0.3,
    labelFontSize: 12,
    titleFontSize: 12,
  },
  line: { strokeWidth: 2 },
};

/**
 * Draws a chart without a browser. Vega is loaded here, when the first chart is drawn: its module awaits at the top level, which
 * `require` refuses.
 *
 * @param spec - The chart, in the terms of vega-lite.
 * @param alt - What it shows, for people who do not see it.
 * @returns The SVG element as text.
 */
export async function svgOf(spec: TopLevelSpec, alt: string): Promise<string> {
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new View(parse(compile(spec, { config: chartConfig }).spec), { renderer: 'none' });
  try {
    const svg = await view.toSVG();
    const parts = svg.replaceAll(/ (?:role|aria-roledescription)="[^"]*"/g, ''); // One image, not a tree of graphics.
    return rounded(parts).replace('<svg ', `<svg role="img" aria-label="${escape(alt)}" `);
  } finally {
    view.finalize();
  }
}

/** With no more digits than can be seen: a tenth of a pixel. */
function rounded(svg: string): string {
  const shorter = (numbers: string): string =>
    numbers.replace(/\d+\.\d{2,}/g, (number) => String(Math.round(10 * Number(number)) / 10));
  return svg.replace(/ (?:d|transform)="[^"]*"/g, shorter);
}
