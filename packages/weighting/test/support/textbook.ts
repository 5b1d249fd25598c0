import { expect } from 'vitest';

import type { Jacobian } from './gradients.ts';

/** Two conflicting gradients of unequal length; TorchJD's own example. */
export const textbook: Jacobian = [
  [-4, 1, 1],
  [6, 1, 1],
];

/** Three gradients, two of which conflict with the first. */
export const three: Jacobian = [
  [1, 2, -1],
  [-2, 0, 3],
  [0.5, -1, 1],
];

/** The same gradients, a hundred times as unequal in length. */
export const uneven: Jacobian = [
  [1, 2, -1],
  [-20, 0, 30],
  [50, -100, 100],
];

/** Gradients that cancel: no direction lowers all losses. */
export const stationary: Jacobian = [
  [1, 0],
  [0, 1],
  [-1, -1],
];

/** Gradients that agree. */
export const agreeing: Jacobian = [
  [1, 0, 0],
  [1, 1, 0],
  [1, 1, 1],
];

/** Equal gradients. */
export const equals: Jacobian = [
  [1, 2],
  [1, 2],
];

/** Opposite gradients. */
export const opposite: Jacobian = [
  [1, 0],
  [-2, 0],
];

/** One gradient, of length 5. */
export const single: Jacobian = [[3, 4]];

/** A gradient that is 0 beside one that is not. */
export const withZero: Jacobian = [
  [0, 0],
  [0, 1],
];

/** Numbers that agree with these to so many decimals. */
export function close(values: readonly number[], decimals = 6): unknown[] {
  return values.map((value): unknown => expect.closeTo(value, decimals));
}
