import { sizeOf } from '../../host-tensor.ts';
import { type Code, type Local, plus } from '../wasm/code.ts';
import { nest } from '../wasm/loop-nest.ts';
import type { Routine } from '../wasm/function-builder.ts';
import { put, take } from '../wasm/load-store.ts';
import { width } from '../wasm/simd.ts';
import { type Axis, stridesOf } from '../strided-view.ts';

/** How the numbers of a picture lie that is laid out anew, for results next to each other to look at numbers next to each other. */
export interface Layout {
  /** Zeros before each line. */
  readonly before: number;
  /** Every so manieth number of a line is put together. */
  readonly stride: number;
  /** Numbers from one such part of a line to the next. */
  readonly part: number;
  /** Numbers from one picture to the next. */
  readonly plane: number;
  /** The same along each axis before the last. */
  readonly pitches: readonly number[];
}

/** Numbers that an instruction may take beyond the end of a line. */
const slack = 4;

/**
 * How pictures are laid out.
 *
 * @param lengths - Lengths of the axes of a picture.
 * @param stride - How far apart along the last axis the places are that neighbouring results look at.
 * @param reach - The first and the last place of a line that are looked at.
 */
export function layoutOf(
  lengths: readonly number[],
  stride: number,
  { first, last }: { first: number; last: number },
): Layout {
  const before = Math.max(0, -first);
  const length = before + Math.max(lengths.at(-1) ?? 1, last + 1);
  const part = Math.ceil(length / stride);
  const pitches: number[] = [];
  let plane = part * stride;
  for (const count of lengths.slice(0, -1).reverse()) {
    pitches.unshift(plane);
    plane *= count;
  }
  return { before, stride, part, plane, pitches };
}

/**
 * Where a place of a line is.
 *
 * @param layout - How the line lies.
 * @param place - The place.
 */
export function positionOf({ before, stride, part }: Layout, place: number): number {
  const index = before + place;
  return (index % stride) * part + Math.floor(index / stride);
}

/**
 * How many numbers pictures take.
 *
 * @param layout - How they lie.
 * @param count - How many there are.
 */
export function roomOf({ plane }: Layout, count: number): number {
  return plane * count + slack;
}

/** Pictures that are laid out anew. */
export interface Pictures {
  /** How they will lie. */
  readonly layout: Layout;
  /** How they lie: one after the other, along the axes before the last, and along the last, which may be several axes. */
  readonly axes: readonly Axis[];
  /** How many of the axes are the last one. */
  readonly last: number;
  /** Which places are of use, among so many as the layout puts together. */
  readonly used: ReadonlySet<number>;
}

/**
 * Lays pictures out anew. Zeros stay as they are.
 *
 * @param routine - The function that does.
 * @param pictures - The pictures.
 * @param at - Where they are, and where they are put.
 */
export function layOut(routine: Routine, { layout, axes, last, used }: Pictures, at: { from: Local; to: Local }): Code {
  const { before, stride, part, plane, pitches } = layout;
  const [from, to] = [routine.index(), routine.index()];
  const line = axes.slice(-last);
  const length = sizeOf(line.map((axis) => axis.length));
  return [...used].map((place) => {
    const begin = Math.max(0, Math.ceil((before - place) / stride));
    const end = Math.floor((length - 1 + before - place) / stride);
    const first = begin * stride + place - before;
    const only = line.length === 1 ? line[0] : undefined;
    const taken = only ? [{ length: end - begin + 1, stride: only.stride * stride }] : line;
    if (end < begin) return [];
    const steps = stridesOf(taken.map((axis) => axis.length));
    const all = [...axes.slice(0, -last), ...taken];
    const walks = [
      { pointer: from, steps: all.map((axis) => axis.stride * width) },
      { pointer: to, steps: [plane, ...pitches, ...steps].map((step) => step * width) },
    ];
    const inward = walks[0]?.steps.at(-1) ?? width;
    const work = (count: number): Code =>
      put(routine, 'float32', take('float32', from.get, inward, count), { address: to.get, steps: width, count });
    return [
      [at.from.get, plus(first * (only?.stride ?? 0) * width), from.set],
      [at.to.get, plus((place * part + begin) * width), to.set],
      nest(
        routine,
        all.map((axis) => axis.length),
        walks,
        { before: [], work },
      ),
    ];
  });
}
