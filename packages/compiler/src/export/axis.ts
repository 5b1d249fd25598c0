import type { Value } from '../graph/value.ts';

/** A dynamic axis, and the two lengths that a function was traced with. */
export interface Axis {
  /** Its name. */
  readonly name: string;
  /** The lengths. */
  readonly lengths: readonly [number, number];
}

/**
 * A length in two traces: the same in both, that of the dynamic axis (its name), or another one that follows from it
 * (`undefined`).
 */
export type OpenLength = number | string | undefined;

/**
 * The entry for a length in the shape of a graph with a dynamic axis.
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
 * A shape of such entries.
 *
 * @param axis - The axis.
 * @param value - The value in the first trace.
 * @param twin - The value in the second trace.
 */
export function openShape(axis: Axis, value: Value, twin: Value | undefined): readonly OpenLength[] {
  return value.shape.map((length, index) => openLength(axis, [length, twin?.shape[index]]));
}
