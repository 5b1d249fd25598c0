import { type Code, integer } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f64x2, i32x4, i64x2 } from '../simd.ts';
import { inDouble } from './double-precision.ts';
import { doublePolynomial } from './polynomial.ts';

/** π/2 in two parts, of which the first has so few digits that its multiples up to 2²⁰ are exact. */
const [high, low] = [1.5707963109016418, 1.58932547735282e-8];
/** sin r / r by r², and cos r by r², where |r| ≤ π/4. */
const sine = [2.718311493989822e-6, -1.9839334836096632e-4, 8.333329385889463e-3, -0.16666666641626524, 1];
const cosine = [2.439044879627741e-5, -1.388676377460993e-3, 0.04166662332373906, -0.499999997251031, 1];

/**
 * The sine. Above 10⁷, where float32 values are further apart than its period, it is the sine of a value nearby.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see FreeBSD's msun, k_sinf.c and k_cosf.c. https://github.com/freebsd/freebsd-src/tree/main/lib/msun/src
 */
export function sin(routine: FunctionBuilder, x: Code): Code {
  return inDouble(routine, [x], ([angle = []]) => wave(routine, angle, 0));
}

/**
 * The cosine; see {@link sin}.
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function cos(routine: FunctionBuilder, x: Code): Code {
  return inDouble(routine, [x], ([angle = []]) => wave(routine, angle, 1));
}

/**
 * The tangent; see {@link sin}.
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function tan(routine: FunctionBuilder, x: Code): Code {
  return inDouble(routine, [x], ([angle = []]) => [wave(routine, angle, 0), wave(routine, angle, 1), f64x2.divide]);
}

/** The sine of x + k · π/2. */
function wave(routine: FunctionBuilder, x: Code, quarters: number): Code {
  const [count, rest, square] = [routine.vector(), routine.vector(), routine.vector()];
  const limit = routine.double(Math.PI / 4);
  const isOdd = [count.get, integer(63), i64x2.shiftLeft, integer(63), i64x2.shiftRight];
  const isTurned = [count.get, integer(62), i64x2.shiftLeft, integer(63), i64x2.shiftRight];
  const turns = routine.vector();
  return [
    [x, routine.double(2 / Math.PI), f64x2.multiply, f64x2.nearest, turns.set],
    [x, turns.get, routine.double(high), f64x2.multiply, f64x2.subtract],
    [turns.get, routine.double(low), f64x2.multiply, f64x2.subtract],
    [limit, f64x2.lesser, routine.double(-Math.PI / 4), f64x2.larger, rest.tee],
    [rest.get, f64x2.multiply, square.set],
    [turns.get, f64x2.toIntegers, routine.integer(quarters), i32x4.add, i64x2.fromIntegers, count.set],
    [doublePolynomial(routine, square.get, cosine)],
    [doublePolynomial(routine, square.get, sine), rest.get, f64x2.multiply],
    [isOdd, bits.select, isTurned, routine.double(-0), bits.and, bits.xor],
  ];
}
