import { sizeOf } from '../../host-tensor.ts';
import { type Code, type Local } from '../../web-assembly/code.ts';
import { loops } from '../../web-assembly/nest.ts';
import type { Routine } from '../../web-assembly/routine.ts';
import { put } from '../../web-assembly/take-and-put.ts';
import { f32x4, lanes, load, shuffle, vectorBytes, width } from '../../web-assembly/vector.ts';
import { stridesOf } from '../axes.ts';
import { offsetsIn, paddedLengths, sweepWindows, type Windows } from './windows.ts';

/** How the numbers of a window become one. */
export interface Pool {
  /** The windows. */
  readonly windows: Windows;
  /** The instruction that makes one number of two. */
  readonly combine: Code;
  /** The number that changes nothing. */
  readonly neutral: number;
  /** What the result is divided by: a number, or one for each place. */
  readonly divisor?: number | Local;
}

/** So many vectors are taken in a line; where there are more, the rows of a window are gone through in a loop. */
const mostInLine = 32;

/**
 * Makes one number of each window: of its rows one row, and of the numbers of that one number.
 *
 * @param routine - The function that does.
 * @param pool - The windows.
 * @param at - Where the planes are, where the results are put, and bytes that may be used besides.
 */
export function poolWindows(
  routine: Routine,
  { windows, combine, neutral, divisor }: Pool,
  at: { from: Local; to: Local; scratch: Local },
): Code {
  const { output, filter, strides } = windows;
  const rowSteps = stridesOf(paddedLengths(windows)).map((stride) => stride * width);
  const [length = 1, step = 1] = [filter.at(-1), strides.at(-1)];
  const rows = filter.slice(0, -1);

  const work = (count: number, from: Local): Code => {
    const vectors = Array.from({ length: Math.ceil(((count - 1) * step + length) / lanes) }, () => routine.vector());
    const add = (sum: Code, place: number, row: Code, offset = 0): Code => [
      [sum, row, load(offset + place * vectorBytes), combine],
    ];
    const row = routine.index();
    const inLine = sizeOf(rows) * vectors.length <= mostInLine;
    const column = inLine
      ? vectors.map(({ set }, place) => [
          offsetsIn(rows, rowSteps).reduce<Code>(
            (sum, offset) => add(sum, place, from.get, offset),
            routine.float(neutral),
          ),
          set,
        ])
      : [
          [from.get, row.set, vectors.map(({ set }) => [routine.float(neutral), set])],
          loops(
            routine,
            rows,
            [{ pointer: row, steps: rowSteps, moved: 0 }],
            vectors.map(({ get, set }, place) => [add(get, place, row.get), set]),
          ),
        ];
    const taps = Array.from({ length }, (_, tap) =>
      pick(
        vectors,
        Array.from({ length: count }, (__, lane) => tap + lane * step),
      ),
    );
    const [first = [], ...others] = taps;
    const result = routine.vector();
    const numbers = [first, others.map((tap) => [tap, combine])];
    const divided = divisor === undefined ? numbers : [numbers, divisorOf(routine, divisor), f32x4.divide];
    return [
      [column, divided, result.set],
      put(routine, 'float32', result.get, { address: at.to.get, steps: width, count }),
    ];
  };
  const places = stridesOf(output).map((stride) => stride * width);
  const walks = [
    { pointer: at.to, steps: [sizeOf(output) * width, ...places] },
    ...(typeof divisor === 'object' ? [{ pointer: divisor, steps: [0, ...places] }] : []),
  ];
  return sweepWindows(routine, windows, at, { neutral, walks, work });
}

function divisorOf(routine: Routine, divisor: number | Local): Code {
  return typeof divisor === 'number' ? routine.float(divisor) : [divisor.get, load()];
}

/** Numbers out of a row of vectors, by their places in it. */
function pick(vectors: readonly Local[], places: readonly number[]): Code {
  const wanted = [...new Set(places.map((place) => Math.floor(place / lanes)))];
  const [first = 0, second = first, ...others] = wanted;
  const lane = (index: number): number => places[index] ?? places[0] ?? 0;
  const each = Array.from({ length: lanes }, (_, index) => index);
  const isAsItIs = wanted.length === 1 && each.every((index) => lane(index) % lanes === index);
  const vector = (index: number): Code => vectors[index]?.get ?? [];
  if (isAsItIs) return vector(first);
  const from = (vectorIndex: number, index: number): number =>
    (lane(index) % lanes) + (vectorIndex === first ? 0 : lanes);
  const both = [
    [vector(first), vector(second)],
    shuffle(...each.map((index) => from(Math.floor(lane(index) / lanes) === first ? first : second, index))),
  ];
  return others.reduce<Code>(
    (code, other) => [
      [code, vector(other)],
      shuffle(...each.map((index) => (Math.floor(lane(index) / lanes) === other ? from(other, index) : index))),
    ],
    both,
  );
}
