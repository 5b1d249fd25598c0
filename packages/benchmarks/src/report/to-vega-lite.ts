import type { TopLevelSpec } from 'vega-lite';

import type { StudyReport } from '../study/study-report.ts';
import type { LegendEntry } from './charts/panel.ts';
import { figuresOf } from './figure.ts';
import { overview } from './overview.ts';
import { section } from './section.ts';
import { chartConfig } from './svg.ts';

/** One panel of a chart of the report, by itself. */
export interface VegaLiteChart {
  /** The data set that it is of; undefined where it is of all. */
  readonly dataset: string | undefined;
  /** The title of the chart, which panels share. */
  readonly figure: string;
  /** How to read it. */
  readonly caption: string;
  /** The title of the panel. */
  readonly panel: string;
  /** What it shows, in words and figures. */
  readonly alt: string;
  /** What the colours stand for: panels have no legend of their own. */
  readonly legend: readonly LegendEntry[];
  /** The panel in the terms of Vega-Lite 6, data and look included: plain JSON. */
  readonly spec: TopLevelSpec;
}

/**
 * Every chart of the report as Vega-Lite, to be drawn or changed elsewhere: by vega-embed in a notebook or a page, by the Vega editor, by Altair in Python.
 *
 * @example
 * const [first] = await toVegaLite(reports);
 * await vegaEmbed('#chart', first.spec); // In a page that has vega-embed.
 *
 * @param compared - The studies with their answers, as `compare` gives them.
 */
export async function toVegaLite(compared: readonly StudyReport[]): Promise<readonly VegaLiteChart[]> {
  const parts = [
    { dataset: undefined, figures: await figuresOf(() => overview(compared)) },
    ...(await Promise.all(
      compared.map(async (study) => ({
        dataset: study.comparison.dataset,
        figures: await figuresOf(() => section(study)),
      })),
    )),
  ];
  return parts.flatMap(({ dataset, figures }) =>
    figures.flatMap(({ title: figure, caption, chart: { legend, panels } }) =>
      panels.map(({ title, note, alt, spec }) => {
        const panel = note === undefined ? title : `${title} (${note})`;
        return { dataset, figure, caption, panel, alt, legend, spec: wholeSpec(panel, alt, spec) };
      }),
    ),
  );
}

function wholeSpec(title: string, description: string, spec: TopLevelSpec): TopLevelSpec {
  const schema = 'https://vega.github.io/schema/vega-lite/v6.json';
  return JSON.parse(
    JSON.stringify({ $schema: schema, title, description, config: chartConfig, ...spec }),
  ) as TopLevelSpec;
}
