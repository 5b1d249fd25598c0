import type { Phase } from '../../sub-pixel-phases.ts';

/** The elements of an input axis that are read: below 0 in the padding before it, at its length or above in the padding after it. */
export interface InputRange {
  /** The first element, at most 0. */
  readonly first: number;
  /** The last element. */
  readonly last: number;
}

/**
 * The elements of an input axis that phases read.
 *
 * @param phases - The phases along the axis.
 */
export function inputRange(phases: readonly Phase[]): InputRange {
  const reached = phases.filter(({ positions }) => positions > 0);
  const kernel = reached.map(({ positions, inputStep }) => (positions - 1) * inputStep);
  const firsts = reached.map(({ input }, index) => input + Math.min(0, kernel[index] ?? 0));
  const lasts = reached.map(
    ({ input, outputs, inputStride }, index) => input + (outputs - 1) * inputStride + Math.max(0, kernel[index] ?? 0),
  );
  return { first: Math.min(0, ...firsts), last: Math.max(0, ...lasts) };
}
