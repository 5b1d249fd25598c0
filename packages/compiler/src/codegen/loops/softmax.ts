import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import { exp } from '../wasm/math/exponential.ts';
import { log } from '../wasm/math/logarithm.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { bits, constant, f32x4, lanes, load, shuffle, store, storeLane, vectorBytes, width } from '../wasm/simd.ts';

/** Lines to be normalised. */
export interface Logits {
  /** How many. */
  readonly count: number;
  /** How long they are. */
  readonly length: number;
  /** Whether it is a log-softmax. */
  readonly isLog: boolean;
}

/**
 * eˣ / Σ eˣ, or x − ln Σ eˣ, of each line, after subtracting the maximum of the line.
 *
 * @param routine - The function.
 * @param logits - The lines.
 * @param at - Where they are, and where the results are put.
 */
export function softmax(
  routine: FunctionBuilder,
  { count, length, isLog }: Logits,
  at: { from: Local; to: Local },
): Code {
  const [from, to] = [routine.index(), routine.index()];
  const [x, y] = [routine.index(), routine.index()];
  const [most, sum, numbers] = [routine.vector(), routine.vector(), routine.vector()];
  const rest = length % lanes;
  const isNumber = constant(new Uint8Array(Int32Array.from([0, 1, 2, 3], (lane) => (lane < rest ? -1 : 0)).buffer));
  const only = (code: Code, otherwise: Code): Code => [code, otherwise, isNumber, bits.select];
  const pass = (body: (lastOnes: boolean) => Code): Code => [
    [from.get, x.set, to.get, y.set],
    repeat(routine.index(), Math.floor(length / lanes), [
      body(false),
      advance(x, vectorBytes),
      advance(y, vectorBytes),
    ]),
    rest > 0 ? body(true) : [],
  ];
  const put = (lastOnes: boolean): Code =>
    lastOnes
      ? Array.from({ length: rest }, (_, lane) => [y.get, numbers.get, storeLane(lane, lane * width)]).flat()
      : [y.get, numbers.get, store()];
  const across = (total: Local, combine: Code): Code => [
    [total.get, total.get, total.get, shuffle(2, 3, 0, 1), combine, total.set],
    [total.get, total.get, total.get, shuffle(1, 0, 3, 2), combine, total.set],
  ];
  const shifted = [x.get, load(), most.get, f32x4.subtract];
  const lowest = routine.float(-Infinity);
  const body = [
    [lowest, most.set, routine.float(0), sum.set],
    pass((lastOnes) => {
      const given = [x.get, load()];
      return [most.get, lastOnes ? only(given, lowest) : given, f32x4.larger, most.set];
    }),
    across(most, f32x4.larger),
    pass((lastOnes) => [
      [shifted, numbers.set, exp(routine, numbers.get), numbers.set],
      [sum.get, lastOnes ? only(numbers.get, routine.float(0)) : numbers.get, f32x4.add, sum.set],
      isLog ? [] : put(lastOnes),
    ]),
    across(sum, f32x4.add),
    isLog ? [log(routine, sum.get), sum.set] : [],
    pass((lastOnes) => [
      isLog ? [shifted, sum.get, f32x4.subtract] : [y.get, load(), sum.get, f32x4.divide],
      [numbers.set, put(lastOnes)],
    ]),
  ];
  return [
    [at.from.get, from.set, at.to.get, to.set],
    repeat(routine.index(), count, [body, advance(from, length * width), advance(to, length * width)]),
  ];
}
