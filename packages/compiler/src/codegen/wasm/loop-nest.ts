import { advance, type Code, type Local, repeat } from './code.ts';
import type { FunctionBuilder } from './function-builder.ts';
import { lanes } from './simd.ts';

/** A pointer that the loops move through memory. */
export interface LoopPointer {
  /** The pointer. */
  readonly pointer: Local;
  /** Bytes that it moves along each axis. */
  readonly steps: readonly number[];
}

/** The body along the last axis. */
export interface Row {
  /** Instructions before it. */
  readonly before: Code;
  /** Emits the body for a number of neighbouring elements. */
  readonly work: (count: number) => Code;
}

/**
 * Loops over axes, one in the other, the innermost in steps of four elements.
 *
 * @param routine - The function.
 * @param lengths - Length of each axis.
 * @param walks - The pointers.
 * @param row - The body along the last axis.
 */
export function vectorLoops(
  routine: FunctionBuilder,
  lengths: readonly number[],
  walks: readonly LoopPointer[],
  row: Row,
): Code {
  const [last = 1] = lengths.slice(-1);
  const [whole, rest] = [Math.floor(last / lanes), last % lanes];
  const stepOf = ({ steps }: LoopPointer, axis: number): number => steps.at(axis) ?? 0;
  const ahead = walks.flatMap((walk) => advance(walk.pointer, lanes * stepOf(walk, -1)));
  const code: Code = [
    row.before,
    repeat(routine.index(), whole, [row.work(lanes), lengths.length > 1 || whole > 1 || rest > 0 ? ahead : []]),
    rest > 0 ? row.work(rest) : [],
  ];
  const outer = walks.map((walk) => ({
    ...walk,
    moved: whole * lanes * stepOf(walk, -1),
    steps: walk.steps.slice(0, -1),
  }));
  return loops(routine, lengths.slice(0, -1), outer, code);
}

/** A pointer, and how far the inner loops have moved it. */
export interface MovedPointer extends LoopPointer {
  /** The bytes. */
  readonly moved: number;
}

/**
 * A loop nest over axes.
 *
 * @param routine - The function.
 * @param lengths - Length of each axis.
 * @param walks - The pointers.
 * @param body - What is done inside.
 */
export function loops(
  routine: FunctionBuilder,
  lengths: readonly number[],
  walks: readonly MovedPointer[],
  body: Code,
): Code {
  let code = body;
  let moved = walks.map((walk) => walk.moved);
  for (const [axis, length] of [...lengths.entries()].reverse()) {
    const steps = walks.map((walk) => walk.steps[axis] ?? 0);
    const onwards = walks.flatMap(({ pointer }, index) => advance(pointer, (steps[index] ?? 0) - (moved[index] ?? 0)));
    code = repeat(routine.index(), length, [code, length > 1 ? onwards : []]);
    moved = steps.map((step, index) => (length > 1 ? length * step : (moved[index] ?? 0)));
  }
  return code;
}
