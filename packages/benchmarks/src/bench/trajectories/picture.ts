import type { TopLevelSpec } from 'vega-lite';

import { svgOf } from '../../report/svg.ts';
import { drawnStrategies } from './chart.ts';
import type { ProblemPaths } from './study.ts';

/** The side of one strategy's chart in pixels, and charts in a row. */
const [side, columns] = [155, 4];

/**
 * The trajectories of a problem as one SVG element: a chart a strategy, side by side, as the documentation shows them.
 *
 * @param study - Where strategies went on a problem.
 */
export function picture(study: ProblemPaths): Promise<string> {
  const spec: TopLevelSpec = {
    columns,
    spacing: 22,
    resolve: { scale: { color: 'shared' } },
    concat: drawnStrategies(study, true).map(({ strategy, layer }) => ({
      title: { text: strategy, anchor: 'start', fontSize: 13, color: 'currentColor' },
      width: side,
      height: side,
      layer,
    })),
  };
  return svgOf(spec, study.problem.title);
}
