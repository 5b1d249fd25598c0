import { sizeOf } from '../../host-tensor.ts';
import { advance, type Code, type Local, plus, repeat } from '../wasm/code.ts';
import { loops, vectorLoops, type LoopPointer } from '../wasm/loop-nest.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { store, vectorBytes, width } from '../wasm/simd.ts';
import { rowMajorStrides } from '../strided-view.ts';
import { copyRow } from './gather-scatter.ts';

/** How windows slide over planes; each list has an entry per axis. */
export interface Windows {
  /** How many planes there are; they are contiguous. */
  readonly planes: number;
  /** Lengths of a plane. */
  readonly input: readonly number[];
  /** How many windows there are along each axis. */
  readonly output: readonly number[];
  /** Lengths of the window. */
  readonly filter: readonly number[];
  /** Strides. */
  readonly strides: readonly number[];
  /** Padding before the plane. */
  readonly before: readonly number[];
}

/** The body of a loop over windows. */
export interface WindowLoop {
  /** The padding value. */
  readonly neutral: number;
  /** The pointers, and how many bytes they move from plane to plane and along each axis of windows. */
  readonly walks: readonly LoopPointer[];
  /** Emits the body for a number of neighbouring windows. */
  readonly work: (count: number, from: Local) => Code;
}

/**
 * The lengths of a plane with its padding.
 *
 * @param windows - The windows.
 */
export function paddedLengths({ input, output, filter, strides, before }: Windows): readonly number[] {
  return input.map((length, axis) =>
    Math.max((before[axis] ?? 0) + length, ((output[axis] ?? 1) - 1) * (strides[axis] ?? 1) + (filter[axis] ?? 1)),
  );
}

/**
 * Bytes of scratch memory that {@link } uses: planes whose windows read padding are copied into a padded buffer.
 *
 * @param windows - The windows.
 */
export function scratchOf(windows: Windows): number {
  const lengths = paddedLengths(windows);
  const isPadded = lengths.some((length, axis) => length !== windows.input[axis]);
  return isPadded ? (Math.ceil((sizeOf(lengths) * width) / vectorBytes) + 1) * vectorBytes : 0;
}

/**
 * Iterates over all windows of all planes.
 *
 * @param routine - The function.
 * @param windows - The windows.
 * @param at - Where the planes are, and scratch memory.
 * @param loop - What is done.
 */
export function loopOverWindows(
  routine: FunctionBuilder,
  windows: Windows,
  at: { from: Local; scratch: Local },
  { neutral, walks, work }: WindowLoop,
): Code {
  const { planes, input, output, strides } = windows;
  const lengths = paddedLengths(windows);
  const steps = rowMajorStrides(lengths).map((stride, axis) => stride * (strides[axis] ?? 1) * width);
  const plane = sizeOf(input) * width;
  const bytes = scratchOf(windows);
  const row = (from: Local): { before: Code; work: (count: number) => Code } => ({
    before: [],
    work: (count) => work(count, from),
  });
  if (bytes === 0) {
    const all = [{ pointer: at.from, steps: [plane, ...steps] }, ...walks];
    return vectorLoops(routine, [planes, ...output], all, row(at.from));
  }
  const [place, from] = [routine.index(), routine.index()];
  const within = walks.map(({ pointer, steps: [step = 0, ...rest] }) => ({
    pointer,
    step,
    steps: rest,
    start: routine.index(),
  }));
  return [
    [at.scratch.get, place.set],
    repeat(routine.index(), bytes / vectorBytes, [
      [place.get, routine.float(neutral), store()],
      advance(place, vectorBytes),
    ]),
    repeat(routine.index(), planes, [
      copyPlane(routine, windows, { from: at.from, to: at.scratch }),
      [at.scratch.get, from.set, within.map(({ pointer, start }) => [pointer.get, start.set])],
      vectorLoops(routine, output, [{ pointer: from, steps }, ...within], row(from)),
      advance(at.from, plane),
      within.map(({ pointer, start, step }) => [start.get, plus(step), pointer.set]),
    ]),
  ];
}

/** Copies a plane, row by row, into a padded buffer. */
function copyPlane(routine: FunctionBuilder, windows: Windows, at: { from: Local; to: Local }): Code {
  const { input, before } = windows;
  const [from, to] = [routine.index(), routine.index()];
  const around = rowMajorStrides(paddedLengths(windows));
  const start = before.reduce((sum, length, axis) => sum + length * (around[axis] ?? 1), 0);
  const pointers = [
    { pointer: from, steps: rowMajorStrides(input).map((stride) => stride * width), moved: 0 },
    { pointer: to, steps: around.map((stride) => stride * width), moved: 0 },
  ];
  const row = copyRow(routine, { bytes: (input.at(-1) ?? 1) * width }, { from, to });
  return [
    [at.from.get, from.set, at.to.get, plus(start * width), to.set],
    loops(routine, input.slice(0, -1), pointers, row),
  ];
}

/**
 * The offsets of a window's positions from its first one, the last axis fastest.
 *
 * @param lengths - The lengths of the box.
 * @param steps - The stride along each axis.
 */
export function offsetsIn(lengths: readonly number[], steps: readonly number[]): readonly number[] {
  return lengths.reduce<readonly number[]>(
    (offsets, length, axis) =>
      offsets.flatMap((offset) => Array.from({ length }, (_, index) => offset + index * (steps[axis] ?? 0))),
    [0],
  );
}
