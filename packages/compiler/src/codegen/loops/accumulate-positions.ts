import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import type { Routine } from '../wasm/function-builder.ts';
import { f32x4, load, loadSplat, vectorBytes, width } from '../wasm/simd.ts';

/** Places of a window at equal distances, seen through by all channels. */
export interface Taps {
  /** How many places. */
  readonly count: number;
  /** How many channels. */
  readonly channels: number;
  /** How many numbers of the picture come before the first, and how many there are from one place, and one channel, to the next. */
  readonly picture: Steps;
  /** The same for the filter. */
  readonly filter: Steps & {
    /** Numbers from one filter to the next. */
    readonly row: number;
  };
}

/** How numbers are gone through. */
export interface Steps {
  /** How many come before. */
  readonly first: number;
  /** From one place to the next. */
  readonly step: number;
  /** From one channel to the next. */
  readonly channel: number;
}

/** Where the numbers of a picture and of a filter are. */
export interface Factors {
  /** The picture. */
  readonly x: Local;
  /** The filter. */
  readonly w: Local;
}

/**
 * Adds up products of neighbours in a picture with filters. Nothing is unrolled: compilers fetch all factors first, and with those
 * of two places they hold more numbers than a processor has registers.
 *
 * @param routine - The function that does.
 * @param taps - What is seen.
 * @param sums - For each filter the sums of neighbours, in fours.
 * @param at - Where picture and filter are; left as they are.
 */
export function addTaps(
  routine: Routine,
  { count, channels, picture, filter }: Taps,
  sums: readonly (readonly Local[])[],
  at: Factors,
): Code {
  const [x, w] = [routine.index(), routine.index()];
  return [
    [at.x.get, x.set, at.w.get, w.set, advance(x, picture.first * width), advance(w, filter.first * width)],
    repeat(routine.index(), channels, [
      repeat(routine.index(), count, [
        addProducts(routine, filter.row, sums, { x, w }),
        [advance(x, picture.step * width), advance(w, filter.step * width)],
      ]),
      advance(x, (picture.channel - count * picture.step) * width),
      advance(w, (filter.channel - count * filter.step) * width),
    ]),
  ];
}

/** Adds the product of each filter with each four of neighbours, with the fewer of the two in registers. */
function addProducts(routine: Routine, row: number, sums: readonly (readonly Local[])[], at: Factors): Code {
  const [neighbours = []] = sums;
  const one = (filter: number): Code => [at.w.get, loadSplat(filter * row * width)];
  const four = (vector: number): Code => [at.x.get, load(vector * vectorBytes)];
  const holdsFilters = sums.length < neighbours.length;
  const held = (holdsFilters ? sums : neighbours).map(() => routine.vector());
  const other = routine.vector();
  const add = (sum: Local | undefined, factor: Local): Code =>
    sum ? [sum.get, other.get, factor.get, f32x4.multiply, f32x4.add, sum.set] : [];
  return [
    held.map((factor, index) => [holdsFilters ? one(index) : four(index), factor.set]),
    (holdsFilters ? neighbours : sums).map((_, index) => [
      [holdsFilters ? four(index) : one(index), other.set],
      held.map((factor, inner) => add(holdsFilters ? sums[inner]?.[index] : sums[index]?.[inner], factor)),
    ]),
  ];
}
