import type { Table } from '../../terminal/table.ts';
import type { Point, Problem } from './problem.ts';
import type { ProblemPaths } from './study.ts';
import type { Trajectory } from './trajectory.ts';

/**
 * Which strategy reaches the front from which start: one row per strategy, one column per start.
 *
 * @param study - The trajectories of strategies on a problem.
 */
export function outcomeTable({ problem, paths }: ProblemPaths): Table {
  return {
    head: ['strategy', 'on the front', ...problem.starts.map((start) => `from ${placeText(start)}`)],
    rows: paths.map(({ strategy, trajectories, arrivals, refusal }) => {
      if (refusal !== undefined) return [strategy, '–', ...problem.starts.map(() => 'refused')];
      const reached = trajectories.filter(({ reachedAt }) => reachedAt !== null).length;
      const outcomes = trajectories.map((path, start) => outcome(problem, path, arrivals[start] ?? []));
      return [strategy, `${reached} of ${trajectories.length}`, ...outcomes];
    }),
  };
}

function outcome({ optimizer }: Problem, path: Trajectory, arrivals: readonly (number | null)[]): string {
  const { end, reachedAt, distance } = path;
  const steps = arrivals.filter((step) => step !== null);
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  const range = first < last ? `${first}–${last}` : `${first}`;
  const late = steps.length < arrivals.length ? ' or not' : '';
  if (reachedAt !== null) return `${placeText(end, 2)} at ${range}${late}`;
  // If a trajectory stalls in a ravine, further digits are not reproducible.
  const off = `${placeText(end, optimizer === 'adam' ? 1 : 2)}, off by ${distance.toFixed(1)}`;
  return steps.length > 0 ? `${off}, or at ${range}` : off;
}

/**
 * A place as text, such as `(−8.5, 7.5)`.
 *
 * @param point - The place.
 * @param digits - How many after the point; as many as it has when left out.
 */
export function placeText(point: Point, digits?: number): string {
  const text = (value: number): string => {
    const written = digits === undefined ? String(value) : value.toFixed(digits);
    return Number(written) === 0 ? written.replace('-', '') : written.replace('-', '−');
  };
  return `(${point.map(text).join(', ')})`;
}
