import type { TopLevelSpec } from 'vega-lite';

import { facets } from '../../report/charts/facets.ts';
import { coloursOf } from '../../report/palette.ts';
import { contours } from './contours.ts';
import { placeText } from './outcome-table.ts';
import type { Point, Problem } from './problem.ts';
import type { ProblemPaths } from './study.ts';

type Cell = Extract<TopLevelSpec, { readonly concat: unknown }>['concat'][number];

/** A place of a line. */
interface Vertex {
  readonly x: number;
  readonly y: number;
  /** Its place in the line. */
  readonly order: number;
  /** Which line. */
  readonly line: string;
}

/**
 * The trajectories over the lines of equal mean loss: a chart a strategy.
 *
 * @param study - Where strategies went on a problem.
 */
export function trajectoryChart({ problem, paths }: ProblemPaths): TopLevelSpec {
  const names = problem.starts.map((start) => placeText(start));
  const drawn = paths.filter(({ trajectories }) => trajectories.length > 0);
  const { columns, width } = facets(drawn.length, 4);
  const [across, upwards] = [[...problem.window.x], [...problem.window.y]];
  const axis = { grid: false, tickCount: 5, domain: false } as const;
  const x = { field: 'x', type: 'quantitative', title: null, scale: { domain: across }, axis } as const;
  const y = { field: 'y', type: 'quantitative', title: null, scale: { domain: upwards }, axis } as const;
  const order = { field: 'order', type: 'quantitative' } as const;
  const line = { field: 'line', type: 'nominal' } as const;
  const color = { ...line, scale: { domain: names, range: coloursOf(names) }, title: null } as const;
  const cell = (strategy: string, index: number): Cell => ({
    title: { text: strategy, anchor: 'start', fontSize: 13, color: 'currentColor' },
    width,
    height: width,
    layer: [
      {
        data: { name: 'contours' },
        mark: { type: 'line', color: 'currentColor', opacity: 0.2, strokeWidth: 0.7, clip: true },
        encoding: { x, y, order, detail: line },
      },
      {
        data: { name: 'front' },
        mark: { type: 'line', color: 'currentColor', opacity: 0.75, strokeWidth: 3, clip: true, strokeCap: 'round' },
        encoding: { x, y, order },
      },
      {
        data: { name: `paths-${index}` },
        mark: { type: 'line', strokeWidth: 1.6, clip: true },
        encoding: { x, y, order, color },
      },
      {
        data: { name: `ends-${index}` },
        mark: { type: 'point', size: 34, opacity: 1, clip: true, strokeWidth: 1.5 },
        encoding: {
          x,
          y,
          color,
          fill: { ...color, legend: null },
          fillOpacity: { field: 'filled', type: 'quantitative', scale: null },
        },
      },
    ],
  });
  return {
    datasets: {
      contours: contours(problem).flatMap((points, index) => vertices(points, String(index))),
      front: vertices(drawnFront(problem), 'front'),
      ...Object.fromEntries(
        drawn.flatMap(({ trajectories }, index) => [
          [`paths-${index}`, trajectories.flatMap(({ points }, start) => vertices(points, names[start] ?? ''))],
          [
            `ends-${index}`,
            trajectories.flatMap(({ start, end }, place) => [
              { ...vertex(start, names[place] ?? '', 0), filled: 0 },
              { ...vertex(end, names[place] ?? '', 1), filled: 1 },
            ]),
          ],
        ]),
      ),
    },
    columns,
    spacing: 22,
    resolve: { scale: { x: 'shared', y: 'shared', color: 'shared' } },
    concat: drawn.map(({ strategy }, index) => cell(strategy, index)),
  };
}

/** Not more places than can be seen; a single one is drawn as a line without length. */
function drawnFront({ front }: Problem): readonly Point[] {
  const every = Math.ceil(front.length / 100);
  const places = front.filter((_, index) => index % every === 0 || index === front.length - 1);
  return places.length > 1 ? places : [...places, ...places];
}

function vertices(points: readonly Point[], line: string): Vertex[] {
  return points.map((point, order) => vertex(point, line, order));
}

/** Rounded to what can be seen, so that the picture says no more than that. */
function vertex([x, y]: Point, line: string, order: number): Vertex {
  const seen = (value: number): number => Math.round(value * 1000) / 1000;
  return { x: seen(x), y: seen(y), order, line };
}
