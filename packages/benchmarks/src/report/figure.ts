import { AsyncLocalStorage } from 'node:async_hooks';

import type { Chart, LegendEntry, Panel } from './charts/panel.ts';
import { escape } from './escape.ts';
import { svgOf } from './svg.ts';

/** The words around a chart. */
export interface FigureWords {
  /** What stands above it. */
  readonly title: string;
  /** How to read it. */
  readonly caption: string;
}

/** A chart of a report, with its words. */
export interface Figure extends FigureWords {
  /** The chart. */
  readonly chart: Chart;
}

const collected = new AsyncLocalStorage<Figure[]>();

/**
 * The charts of a part of a report, which are not drawn then.
 *
 * @param part - Makes the part.
 */
export async function figuresOf(part: () => Promise<unknown>): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  await collected.run(figures, part);
  return figures;
}

/**
 * A chart with its title, caption and legend. Panels are side by side on a wide page, and stacked on a
 * phone.
 *
 * @param chart - The chart.
 * @param words - Its title and caption.
 */
export async function figure(chart: Chart, { title, caption }: FigureWords): Promise<string> {
  const figures = collected.getStore();
  if (figures) {
    figures.push({ chart, title, caption });
    return '';
  }
  const { legend, panels } = chart;
  const drawn: string[] = [];
  for (const panel of panels) drawn.push(await panelHtml(panel));
  return `<figure><h3>${escape(title)}</h3>
<figcaption>${escape(caption)}</figcaption>
<ul class="legend">${legend.map(legendEntry).join('')}</ul>
<div class="panels${drawn.length === 4 ? ' pairs' : ''}">${drawn.join('\n')}</div></figure>`;
}

async function panelHtml({ title, note, alt, spec }: Panel): Promise<string> {
  const remark = note === undefined ? '' : ` <small>(${escape(note)})</small>`;
  return `<div class="panel"><h4>${escape(title)}${remark}</h4>${await svgOf(spec, alt)}</div>`;
}

function legendEntry({ name, colour, mark }: LegendEntry): string {
  const line = mark === 'line' || mark === 'dashed';
  const dashes = mark === 'dashed' ? ' stroke-dasharray="5 3"' : '';
  const symbol = line
    ? `<svg aria-hidden="true" width="22" height="8"><path d="M0 4h22" stroke="${colour}" stroke-width="3"${dashes}/></svg>`
    : `<span aria-hidden="true" style="color:${colour}">${mark}</span>`;
  return `<li>${symbol} ${escape(name)}</li>`;
}
