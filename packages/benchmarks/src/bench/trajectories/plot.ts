import type { TopLevelSpec } from 'vega-lite';

import { svgOf } from '../../report/svg.ts';
import { drawnStrategies } from './chart.ts';
import type { ProblemPaths } from './study.ts';

/** Side of a chart in pixels, and charts per row. */
const [side, columns] = [155, 4];

/**
 * The trajectories of a problem as one SVG element for the documentation: one chart per strategy, side by side.
 *
 * @param study - The trajectories of strategies on a problem.
 */
export function trajectoryPlot(study: ProblemPaths): Promise<string> {
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
