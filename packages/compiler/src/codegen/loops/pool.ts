import { sizeOf } from '../../host-tensor.ts';
import { type Code, type Local } from '../wasm/code.ts';
import { loops } from '../wasm/loop-nest.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes } from '../wasm/load-store.ts';
import { f32x4, lanes, load, shuffle, vectorBytes, width } from '../wasm/simd.ts';
import { rowMajorStrides } from '../strided-view.ts';
import { offsetsIn, paddedLengths, loopOverWindows, type Windows } from './windows.ts';

/** The reduction over a window. */
export interface Pool {
  /** The windows. */
  readonly windows: Windows;
  /** The instruction that combines two elements. */
  readonly combine: Code;
  /** The neutral element. */
  readonly neutral: number;
  /** The divisor of the result: a number, or one for each window. */
  readonly divisor?: number | Local;
}

/** Up to so many vectors the rows of a window are unrolled; more are reduced in a loop. */
const maxUnrolled = 32;

/**
 * Reduces each window to one element: first over its rows, then within the remaining row.
 *
 * @param routine - The function.
 * @param pool - The windows.
 * @param at - Where the planes are, where the results are put, and scratch memory.
 */
export function poolWindows(
  routine: FunctionBuilder,
  { windows, combine, neutral, divisor }: Pool,
  at: { from: Local; to: Local; scratch: Local },
): Code {
  const { output, filter, strides } = windows;
  const [length = 1, step = 1] = [filter.at(-1), strides.at(-1)];
  const work = (count: number, from: Local): Code => {
    const row = Array.from({ length: Math.ceil(((count - 1) * step + length) / lanes) }, () => routine.vector());
    const places = Array.from({ length: count }, (_, lane) => lane * step);
    const taps = Array.from({ length }, (_, tap) =>
      pick(
        row,
        places.map((place) => place + tap),
      ),
    );
    const [first = [], ...others] = taps;
    const numbers = [first, others.map((tap) => [tap, combine])];
    const divided = divisor === undefined ? numbers : [numbers, divisorOf(routine, divisor), f32x4.divide];
    const result = routine.vector();
    return [
      [combineRows(routine, { windows, combine, neutral }, { from, row }), divided, result.set],
      storeLanes(routine, 'float32', result.get, { address: at.to.get, steps: width, count }),
    ];
  };
  const places = rowMajorStrides(output).map((stride) => stride * width);
  const walks = [
    { pointer: at.to, steps: [sizeOf(output) * width, ...places] },
    ...(typeof divisor === 'object' ? [{ pointer: divisor, steps: [0, ...places] }] : []),
  ];
  return loopOverWindows(routine, windows, at, { neutral, walks, work });
}

/** Reduces the rows of a window to one row of so many vectors. */
function combineRows(
  routine: FunctionBuilder,
  { windows, combine, neutral }: Pool,
  { from, row }: { from: Local; row: readonly Local[] },
): Code {
  const rows = windows.filter.slice(0, -1);
  const steps = rowMajorStrides(paddedLengths(windows)).map((stride) => stride * width);
  const numbers = (address: Local, offset: number): Code => [address.get, load(offset), combine];
  if (sizeOf(rows) * row.length <= maxUnrolled) {
    const offsets = offsetsIn(rows, steps);
    return row.map(({ set }, index) => [
      [routine.float(neutral), offsets.map((offset) => numbers(from, offset + index * vectorBytes)), set],
    ]);
  }
  const next = routine.index();
  const add = row.map(({ get, set }, index) => [get, numbers(next, index * vectorBytes), set]);
  return [
    [from.get, next.set, row.map(({ set }) => [routine.float(neutral), set])],
    loops(routine, rows, [{ pointer: next, steps, moved: 0 }], add),
  ];
}

function divisorOf(routine: FunctionBuilder, divisor: number | Local): Code {
  return typeof divisor === 'number' ? routine.float(divisor) : [divisor.get, load()];
}

/** Selects elements of a row of vectors by position. */
function pick(row: readonly Local[], places: readonly number[]): Code {
  const vectorOf = (place: number): number => Math.floor(place / lanes);
  const [start = 0] = places;
  const each = Array.from({ length: lanes }, (_, lane) => places[lane] ?? start);
  const [first = 0, second = first, ...others] = [...new Set(each.map(vectorOf))];
  const numbersOf = (vector: number): Code => row[vector]?.get ?? [];
  if (first === second && each.every((place, lane) => place % lanes === lane)) return numbersOf(first);
  const begin = [
    [numbersOf(first), numbersOf(second)],
    shuffle(...each.map((place) => (vectorOf(place) === first ? 0 : lanes) + (place % lanes))),
  ];
  return others.reduce<Code>(
    (picked, vector) => [
      [picked, numbersOf(vector)],
      shuffle(...each.map((place, lane) => (vectorOf(place) === vector ? lanes + (place % lanes) : lane))),
    ],
    begin,
  );
}
