import type { TopLevelSpec } from 'vega-lite';

import { type Chart, panelSize, panelWidth } from '../../report/charts/panel.ts';
import { coloursOf } from '../../report/palette.ts';
import { contours } from './contours.ts';
import { placeText } from './outcome-table.ts';
import type { Point, Problem } from './problem.ts';
import type { ProblemPaths } from './study.ts';
import type { Trajectory } from './trajectory.ts';

/** A place of a line. */
interface Vertex {
  readonly x: number;
  readonly y: number;
  /** Its place in the line. */
  readonly order: number;
  /** Which line. */
  readonly line: string;
}

/** The layers of one chart. */
type Layers = Extract<TopLevelSpec, { readonly layer: unknown }>['layer'];

/** A strategy's trajectories, as they are drawn. */
export interface DrawnStrategy {
  /** The strategy. */
  readonly strategy: string;
  /** A description of the path. */
  readonly alt: string;
  /** Lines of equal mean loss, the Pareto front, and the trajectories with their ends. */
  readonly layer: Layers;
}

/**
 * The trajectories over the contours of the mean loss: one panel per strategy.
 *
 * @param study - Where strategies went on a problem.
 */
export function trajectoryChart(study: ProblemPaths): Chart {
  const names = study.problem.starts.map((start) => placeText(start));
  const colours = coloursOf(names);
  return {
    legend: names.map((name, index) => ({ name: `from ${name}`, colour: colours[index] ?? '', mark: 'line' })),
    panels: drawnStrategies(study).map(({ strategy, alt, layer }) => ({
      title: strategy,
      alt,
      spec: { ...panelSize, height: panelWidth - 30, layer },
    })),
  };
}

/**
 * The strategies that could be used, each as it is drawn.
 *
 * @param study - Where strategies went on a problem.
 * @param legend - Whether the chart itself says which colour is which start.
 */
export function drawnStrategies({ problem, paths }: ProblemPaths, legend = false): readonly DrawnStrategy[] {
  const lines = contours(problem).flatMap((points, index) => vertices(points, String(index)));
  const front = vertices(drawnFront(problem), 'front');
  return paths
    .filter(({ trajectories }) => trajectories.length > 0)
    .map(({ strategy, trajectories }) => ({
      strategy,
      alt: `Trajectories of ${strategy}: ${trajectories.map(inWords).join('; ')}.`,
      layer: layersOf(problem, { lines, front, trajectories, legend }),
    }));
}

interface Drawn {
  readonly lines: readonly Vertex[];
  readonly front: readonly Vertex[];
  readonly trajectories: readonly Trajectory[];
  readonly legend: boolean;
}

const legendOnTop = { orient: 'top', title: null, symbolType: 'stroke', labelColor: 'currentColor' } as const;

function layersOf({ starts, window }: Problem, { lines, front, trajectories, legend }: Drawn): Layers {
  const names = starts.map((start) => placeText(start));
  const [across, upwards] = [[...window.x], [...window.y]];
  const axis = { grid: false, tickCount: 5, domain: false } as const;
  const x = { field: 'x', type: 'quantitative', title: null, scale: { domain: across }, axis } as const;
  const y = { field: 'y', type: 'quantitative', title: null, scale: { domain: upwards }, axis } as const;
  const order = { field: 'order', type: 'quantitative' } as const;
  const line = { field: 'line', type: 'nominal' } as const;
  const color = {
    ...line,
    scale: { domain: names, range: coloursOf(names) },
    legend: legend ? legendOnTop : null,
  } as const;
  const ends = trajectories.flatMap(({ start, end }, place) => [
    { ...vertex(start, names[place] ?? '', 0), filled: 0 },
    { ...vertex(end, names[place] ?? '', 1), filled: 1 },
  ]);
  return [
    {
      data: { values: [...lines] },
      mark: { type: 'line', color: 'currentColor', opacity: 0.2, strokeWidth: 0.7, clip: true },
      encoding: { x, y, order, detail: line },
    },
    {
      data: { values: [...front] },
      mark: { type: 'line', color: 'currentColor', opacity: 0.75, strokeWidth: 3, clip: true, strokeCap: 'round' },
      encoding: { x, y, order },
    },
    {
      data: { values: trajectories.flatMap(({ points }, start) => vertices(points, names[start] ?? '')) },
      mark: { type: 'line', strokeWidth: 1.6, clip: true },
      encoding: { x, y, order, color },
    },
    {
      data: { values: ends },
      mark: { type: 'point', size: 34, opacity: 1, clip: true, strokeWidth: 1.5 },
      encoding: {
        x,
        y,
        color,
        fill: color,
        fillOpacity: { field: 'filled', type: 'quantitative', scale: null },
      },
    },
  ];
}

function inWords({ start, end, reachedAt }: Trajectory): string {
  const reached = reachedAt === null ? 'does not reach the front' : `reaches the front at step ${reachedAt}`;
  return `from ${placeText(start)} to ${placeText(end, 2)}, ${reached}`;
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

/** Rounded to visible precision. */
function vertex([x, y]: Point, line: string, order: number): Vertex {
  const seen = (value: number): number => Math.round(value * 1000) / 1000;
  return { x: seen(x), y: seen(y), order, line };
}
