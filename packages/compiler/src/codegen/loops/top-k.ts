import {
  advance,
  type Code,
  f32,
  i32,
  integer,
  type Local,
  loadFloat,
  loadInteger,
  plus,
  repeat,
  when,
  whileAll,
} from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { width } from '../wasm/simd.ts';

/** Lines whose k largest elements are selected. */
export interface TopK {
  /** How many lines there are; they are contiguous. */
  readonly count: number;
  /** How long they are. */
  readonly length: number;
  /** The k of the selection. */
  readonly k: number;
  /** The element type. */
  readonly dtype: 'float32' | 'int32';
}

/**
 * The k largest elements of each line in descending order, with their indices; of equal ones the first. Each element of a line is
 * inserted among the largest so far.
 *
 * @param routine - The function.
 * @param contest - The lines.
 * @param at - Addresses of the lines, of the values and of the indices.
 */
export function topK(
  routine: FunctionBuilder,
  { count, length, k, dtype }: TopK,
  at: { from: Local; numbers: Local; places: Local },
): Code {
  const isGreater = (a: Code, b: Code): Code => (dtype === 'float32' ? greaterFloat(a, b) : [a, b, i32.greaterSigned]);
  const take = dtype === 'float32' ? loadFloat : loadInteger;
  const [from, place, rank] = [routine.index(), routine.index(), routine.index()];
  const [number, spot] = [routine.index(), routine.index()];
  const isAhead = isGreater([from.get, take], [number.get, plus(-width), take]);
  const moveBack = [number, spot].map(({ get }) => [get, get, plus(-width), loadInteger, i32.store]);
  const step = (by: number): Code => [advance(rank, by), advance(number, by * width), advance(spot, by * width)];
  const put = [
    whileAll([rank.get, isAhead], [moveBack, step(-1)]),
    [number.get, from.get, loadInteger, i32.store, spot.get, place.get, i32.store],
  ];
  const start = (first: Code): Code => [
    [first, rank.set],
    [at.numbers.get, first, integer(width), i32.multiply, i32.add, number.set],
    [at.places.get, first, integer(width), i32.multiply, i32.add, spot.set],
  ];
  const next = [advance(from, width), advance(place, 1)];
  const last = at.numbers.get;
  return repeat(routine.index(), count, [
    [at.from.get, from.set, integer(0), place.set],
    repeat(routine.index(), k, [start(place.get), put, next]),
    repeat(routine.index(), length - k, [
      isGreater([from.get, take], [last, plus((k - 1) * width), take]),
      when([start(integer(k - 1)), put]),
      next,
    ]),
    [advance(at.from, length * width), advance(at.numbers, k * width), advance(at.places, k * width)],
  ]);
}

/** Whether one float is larger than another, or NaN where the other is not. */
function greaterFloat(a: Code, b: Code): Code {
  return [a, b, f32.greater, a, a, f32.notEqual, b, b, f32.equal, i32.and, i32.or];
}
