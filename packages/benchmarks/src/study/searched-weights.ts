import type { Point, Space } from '../search/dimension.ts';
import { fixedText } from './fixed-weights.ts';

/** How far a weight is from another one at most: a factor of ten to either side of equal ones. */
const range = { low: 0.1, high: 10, scale: 'log' } as const;

/**
 * The dimensions of fixed weights that are searched, one for each task.
 *
 * @param tasks - How many tasks there are.
 */
export function weightSpace(tasks: number): Space {
  return Array.from({ length: tasks }, (_, task) => ({ name: nameOf(task), type: 'number', ...range }));
}

/**
 * The fixed weights of a point as a strategy: scaled so that they sum to the number of tasks, as equal weights do, and one learning rate suits all of them.
 *
 * @param point - The point.
 * @param tasks - How many tasks there are.
 */
export function weightsAt(point: Point, tasks: number): string {
  const drawn = Array.from({ length: tasks }, (_, task) => Number(point[nameOf(task)]));
  const sum = drawn.reduce((total, weight) => total + weight, 0);
  return fixedText(drawn.map((weight) => Number(((tasks * weight) / sum).toPrecision(6))));
}

function nameOf(task: number): string {
  return `weight.${task}`;
}
