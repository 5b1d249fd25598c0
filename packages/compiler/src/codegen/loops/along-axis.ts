import { advance, type Code, integer, type Local, repeat } from '../wasm/code.ts';
import { vectorLoops } from '../wasm/loop-nest.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes, loadLanes } from '../wasm/load-store.ts';
import { bits, f32x4, i32x4, width } from '../wasm/simd.ts';

/** Lines along an axis of a value. */
export interface Lines {
  /** How many there are, over the outer axes. */
  readonly outer: number;
  /** How long they are. */
  readonly length: number;
  /** The product of the inner axes, which are contiguous. */
  readonly inner: number;
  /** The element type. */
  readonly dtype: 'float32' | 'int32';
}

/** ArgMax or ArgMin. */
export interface Search extends Lines {
  /** Whether it is ArgMin. */
  readonly isMin: boolean;
}

/**
 * ArgMax or ArgMin along each line: the first of equal elements.
 *
 * @param routine - The function.
 * @param search - The lines.
 * @param at - Where they are, and where the places are put.
 */
export function argExtremum(routine: FunctionBuilder, search: Search, at: { from: Local; to: Local }): Code {
  const { length, inner, dtype, isMin } = search;
  const instructions = dtype === 'float32' ? f32x4 : i32x4;
  const [best, where, numbers, isBetter] = [routine.vector(), routine.vector(), routine.vector(), routine.vector()];
  const [address, place] = [routine.index(), routine.index()];
  const step = length > 1 ? inner * width : 0;
  const neighbour = lineStride(search);
  const work = (count: number): Code => [
    [loadLanes(dtype, at.from.get, neighbour, count), best.set, routine.integer(0), where.set],
    [at.from.get, address.set, integer(0), place.set],
    repeat(routine.index(), length - 1, [
      [advance(address, step), advance(place, 1)],
      [loadLanes(dtype, address.get, neighbour, count), numbers.tee],
      [best.get, isMin ? instructions.less : instructions.greater, isBetter.set],
      [numbers.get, best.get, isBetter.get, bits.select, best.set],
      [place.get, i32x4.splat, where.get, isBetter.get, bits.select, where.set],
    ]),
    storeLanes(routine, 'int32', where.get, { address: at.to.get, steps: width, count }),
  ];
  return loopOverLines(routine, search, { long: [at.from], short: [at.to] }, work);
}

/** Options of a cumulative sum. */
export interface Scan extends Lines {
  /** Whether each position has the sum of those before it only (exclusive). */
  readonly isExclusive: boolean;
  /** Whether it runs in reverse. */
  readonly isReverse: boolean;
}

/**
 * The cumulative sum along each line.
 *
 * @param routine - The function.
 * @param running - The lines.
 * @param at - Where they are, and where the sums are put.
 */
export function cumulativeSum(routine: FunctionBuilder, running: Scan, at: { from: Local; to: Local }): Code {
  const { length, inner, dtype, isExclusive, isReverse } = running;
  const add = dtype === 'float32' ? f32x4.add : i32x4.add;
  const [sum, numbers] = [routine.vector(), routine.vector()];
  const [from, to] = [routine.index(), routine.index()];
  const step = (isReverse ? -1 : 1) * inner * width;
  const steps = lineStride(running);
  const first = isReverse ? (length - 1) * inner * width : 0;
  const work = (count: number): Code => {
    const next = [sum.get, numbers.get, add, sum.set];
    const given = storeLanes(routine, dtype, sum.get, { address: to.get, steps, count });
    return [
      [routine.integer(0), sum.set, at.from.get, from.set, at.to.get, to.set],
      [advance(from, first), advance(to, first)],
      repeat(routine.index(), length, [
        [loadLanes(dtype, from.get, steps, count), numbers.set],
        isExclusive ? [given, next] : [next, given],
        [advance(from, step), advance(to, step)],
      ]),
    ];
  };
  return loopOverLines(routine, running, { long: [at.from, at.to], short: [] }, work);
}

/** Bytes from a line to the next one. */
function lineStride({ length, inner }: Lines): number {
  return inner > 1 ? width : length * width;
}

/** Iterates over lines, four at a time, with pointers to operands of the lines' length and to operands with one element for each line. */
function loopOverLines(
  routine: FunctionBuilder,
  lines: Lines,
  { long, short }: { long: readonly Local[]; short: readonly Local[] },
  work: (count: number) => Code,
): Code {
  const { outer, length, inner } = lines;
  const walk = (length: number) => (pointer: Local) => ({
    pointer,
    steps: inner > 1 ? [length * inner * width, width] : [length * width],
  });
  const walks = [...long.map(walk(length)), ...short.map(walk(1))];
  return vectorLoops(routine, inner > 1 ? [outer, inner] : [outer], walks, { before: [], work });
}
