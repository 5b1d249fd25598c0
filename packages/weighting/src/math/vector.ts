import type { PerTask } from '@equipoise/core';

import { combine, scale, sum } from './per-task.ts';

/** A remainder below this part of the whole is rounding error. */
const roundingTolerance = 1e-14;

/**
 * The unit vector in the same direction; the zero vector stays zero.
 *
 * @param values - The vector.
 */
export function unit(values: PerTask): PerTask {
  const most = Math.max(...values.map(Math.abs));
  if (most === 0) return values;
  const scaled = values.map((value) => value / most); // Squares of very large or small numbers would not be finite, or 0.
  return scale(1 / Math.hypot(...scaled), scaled);
}

/**
 * The component of a vector that is orthogonal to a direction; exactly 0 if only rounding error is left.
 *
 * @param values - The vector.
 * @param direction - A vector of length 1.
 */
export function orthogonalPart(values: PerTask, direction: PerTask): PerTask {
  const along = sum(combine(values, direction, (value, part) => value * part));
  const rest = combine(values, direction, (value, part) => value - along * part);
  const whole = Math.hypot(...values);
  return Math.hypot(...rest) <= roundingTolerance * whole ? rest.map(() => 0) : rest;
}
