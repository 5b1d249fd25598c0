import type { PerTask } from '@equipoise/core';

import { scale, sum } from './per-task.ts';

/**
 * The softmax; large values do not overflow.
 *
 *     eˣᵢ / Σⱼ eˣⱼ      x = values / temperature
 *
 * @param values - The numbers; none gives none.
 * @param temperature - Above 0: the larger, the more equal.
 */
export function softmax(values: PerTask, temperature = 1): PerTask {
  const largest = Math.max(...values);
  const powers = values.map((value) => Math.exp((value - largest) / temperature));
  return scale(1 / sum(powers), powers);
}
