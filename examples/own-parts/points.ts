import { random, type Split } from '@equipoise/core';

/** Points of a plane, their direction and distance from the origin. */
export function points(size: number, seed: number): Split {
  const numbers = random(seed);
  const at = Float32Array.from({ length: 2 * size }, () => 2 * numbers.next() - 1);
  const each = (value: (x: number, y: number) => number): Float32Array =>
    Float32Array.from({ length: size }, (_, row) => value(at[2 * row] ?? 0, at[2 * row + 1] ?? 0));
  const direction = { values: each((x, y) => Math.atan2(y, x)) };
  const distance = { values: each((x, y) => Math.hypot(x, y)) };
  return { size, inputs: { at }, labels: { direction, distance } };
}
