import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { bits, constant, f32x4, lanes, load, shuffle, storeLane, vectorBytes, width } from '../wasm/simd.ts';

/** The reduction over a line. */
export interface Reduction {
  /** The instruction that combines two elements. */
  readonly combine: Code;
  /** The neutral element, in all four lanes. */
  readonly neutral: (routine: FunctionBuilder) => Code;
  /** The divisor of the result. */
  readonly divisor?: number;
}

/** Lines that are each reduced to one element. */
export interface Lines extends Reduction {
  /** How many. */
  readonly count: number;
  /** How long they are. */
  readonly length: number;
  /** Elements from one line to the next. */
  readonly stride: number;
  /** The lines that they are first multiplied with, element by element. */
  readonly factors?: Local;
}

/** Independent accumulators, so that additions overlap. */
const accumulators = 4;

/**
 * Reduces each line to one element: its sum, its maximum, or its inner product with another line.
 *
 * @param routine - The function.
 * @param lines - The lines.
 * @param at - Addresses of the lines and of the contiguous results.
 */
export function reduceLines(routine: FunctionBuilder, lines: Lines, at: { from: Local; to: Local }): Code {
  const { count, length, stride } = lines;
  const together = Math.min(accumulators, count);
  const [from, to] = [routine.index(), routine.index()];
  const ways = length >= accumulators * vectorBytes ? Math.floor(accumulators / together) : 1;
  const group = (height: number): Code => reduceGroup(routine, { lines, height, ways }, { from, to });
  return [
    [at.from.get, from.set, at.to.get, to.set],
    repeat(routine.index(), Math.floor(count / together), [
      group(together),
      advance(from, together * stride * width),
      advance(to, together * width),
    ]),
    count % together > 0 ? group(count % together) : [],
  ];
}

function reduceGroup(
  routine: FunctionBuilder,
  { lines, height, ways }: { lines: Lines; height: number; ways: number },
  at: { from: Local; to: Local },
): Code {
  const { length, stride, combine, neutral, factors, divisor } = lines;
  const rows = Array.from({ length: height }, (_, index) => index);
  const parts = Array.from({ length: ways }, (_, index) => index);
  const sums = rows.map(() => parts.map(() => routine.vector()));
  const [from, factor] = [routine.index(), routine.index()];
  const atOnce = ways * lanes;
  const add = (row: number, part: number, numbers: Code): Code => {
    const sum = sums[row]?.[part];
    return sum ? [sum.get, numbers, combine, sum.set] : [];
  };
  const numbersOf = (row: number, part: number): Code => {
    const numbers = [from.get, load(row * stride * width + part * vectorBytes)];
    return factors ? [numbers, factor.get, load(part * vectorBytes), f32x4.multiply] : numbers;
  };
  const step = (part: number): Code => rows.flatMap((row) => add(row, part, numbersOf(row, part)));
  const onwards = (numbers: number): Code => [
    advance(from, numbers * width),
    factors ? advance(factor, numbers * width) : [],
  ];
  const rest = length % lanes;
  const isNumber = constant(new Uint8Array(Int32Array.from([0, 1, 2, 3], (lane) => (lane < rest ? -1 : 0)).buffer));
  return [
    sums.flat().flatMap((sum) => [neutral(routine), sum.set]),
    [at.from.get, from.set, factors ? [factors.get, factor.set] : []],
    repeat(routine.index(), Math.floor(length / atOnce), [parts.flatMap(step), onwards(atOnce)]),
    repeat(routine.index(), Math.floor((length % atOnce) / lanes), [step(0), onwards(lanes)]),
    rest > 0 ? rows.flatMap((row) => add(row, 0, [numbersOf(row, 0), neutral(routine), isNumber, bits.select])) : [],
    rows.flatMap((row) => {
      const [total, ...others] = sums[row] ?? [];
      if (!total) return [];
      return [
        [total.get, others.flatMap((sum) => [sum.get, combine]), total.tee],
        [total.get, total.get, shuffle(2, 3, 0, 1), combine, total.tee],
        [total.get, total.get, shuffle(1, 0, 3, 2), combine],
        divisor ? [routine.float(divisor), f32x4.divide] : [],
        total.set,
        [at.to.get, total.get, storeLane(0, row * width)],
      ];
    }),
  ];
}
