import { advance, type Callee, type Code, countDown, i32, local } from '../wasm/code.ts';
import { memoize } from '../wasm/memoize.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { f32x4, lanes, load, loadSplat, store, storeLane, vectorBytes, width } from '../wasm/simd.ts';

/** A panel of a matrix product: some rows at a time, a few columns wide. */
export interface MicroKernel {
  /** Rows in a tile. */
  readonly height: number;
  /** Columns. */
  readonly count: number;
  /** Bytes from each of the rows of the first factor to the next. */
  readonly alongA: number;
  /** Bytes from each number of a row of it to the next. */
  readonly inwardsA: number;
  /** Bytes from each row of the second factor to the next. */
  readonly inwardsB: number;
  /** Whether the product is added to the output. */
  readonly adds: boolean;
}

/**
 * The function that computes a panel; products of many shapes share it. Its arguments are the addresses of the factors and of the product, the
 * length of the inner axis, the number of row tiles, the bytes from one row tile of the first factor to the next, and from one row of the
 * product to the next.
 *
 * @param panel - What it computes.
 */
export const microKernel = memoize(({ height, count, alongA, inwardsA, inwardsB, adds }: MicroKernel): Callee => {
  const routine = new FunctionBuilder(7);
  const [a, b, c] = [local(0), local(1), local(2)];
  const [depth, times, ahead, down] = [local(3), local(4), local(5), local(6)];
  const vectors = Array.from({ length: Math.ceil(count / lanes) }, (_, index) => index);
  const rows = Array.from({ length: height }, (_, index) => index);
  const sums = rows.map(() => vectors.map(() => routine.vector()));
  const of = vectors.map(() => routine.vector());
  const [one, fromA, fromB, left] = [routine.vector(), routine.index(), routine.index(), routine.index()];
  const zero = routine.float(0);
  const put = (row: number, vector: number): Code => {
    const most = Math.min(lanes, count - vector * lanes);
    const sum = sums[row]?.[vector]?.get ?? [];
    const all = adds ? [c.get, load(vector * vectorBytes), sum, f32x4.add] : sum;
    if (most === lanes) return [c.get, all, store(vector * vectorBytes)];
    const each = Array.from({ length: most }, (_, lane) => lane);
    return each.map((lane) => [c.get, all, storeLane(lane, vector * vectorBytes + lane * width)]);
  };
  const step = [
    of.map((vector, index) => [fromB.get, load(index * vectorBytes), vector.set]),
    rows.map((row) => [
      [fromA.get, loadSplat(row * alongA), one.set],
      vectors.map((vector) => {
        const [sum, factor] = [sums[row]?.[vector], of[vector]];
        if (!sum || !factor) return [];
        return [sum.get, one.get, factor.get, f32x4.multiply, f32x4.add, sum.set];
      }),
    ]),
    advance(fromA, inwardsA),
    advance(fromB, inwardsB),
  ];
  return routine.finish(
    countDown(times, [
      sums.flat().map((sum) => [zero, sum.set]),
      [a.get, fromA.set, b.get, fromB.set, depth.get, left.set],
      countDown(left, step),
      rows.map((row) => [vectors.map((vector) => put(row, vector)), c.get, down.get, i32.add, c.set]),
      [a.get, ahead.get, i32.add, a.set],
    ]),
  );
});
