import type { Value } from '../graph/value.ts';

/** An axis of any length, and the two lengths that a function was traced with. */
export interface Axis {
  /** Its name. */
  readonly name: string;
  /** The lengths. */
  readonly lengths: readonly [number, number];
}

/**
 * What two traces have in one place: the same length in both, the axis' own (its name), or another one that follows from it
 * (`undefined`).
 */
export type OpenLength = number | string | undefined;

/**
 * What stands for a length in a graph for every length of the axis.
 *
 * @param axis - The axis.
 * @param lengths - The length in the first trace, and in the second.
 */
export function openLength(
  { name, lengths: [one, two] }: Axis,
  lengths: readonly [number, number | undefined],
): OpenLength {
  const [first, second] = lengths;
  if (first === second) return first;
  return first === one && second === two ? name : undefined;
}

/**
 * A shape with what stands for its lengths.
 *
 * @param axis - The axis.
 * @param value - The value in the first trace.
 * @param twin - The value in the second trace.
 */
export function openShape(axis: Axis, value: Value, twin: Value | undefined): readonly OpenLength[] {
  return value.shape.map((length, index) => openLength(axis, [length, twin?.shape[index]]));
}
