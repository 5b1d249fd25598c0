import type { PerTask } from '@equipoise/core';

import { combine, scale, sum } from './per-task.ts';

/** What is left beside a direction is rounding when it is this small a part of the whole. */
const roundingTolerance = 1e-14;

/**
 * The vector of length 1 in the same direction; the zero vector as it is.
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
 * What is left of a vector without its part along a direction; exactly 0 when only rounding is left.
 *
 * @param values - The vector.
 * @param direction - A vector of length 1.
 */
export function beside(values: PerTask, direction: PerTask): PerTask {
  const along = sum(combine(values, direction, (value, part) => value * part));
  const rest = combine(values, direction, (value, part) => value - along * part);
  const whole = Math.hypot(...values);
  return Math.hypot(...rest) <= roundingTolerance * whole ? rest.map(() => 0) : rest;
}
