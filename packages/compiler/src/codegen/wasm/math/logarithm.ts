import { type Code, integer } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4, i32x4 } from '../simd.ts';
import { polynomial } from './polynomial.ts';

/** The bits of √½. */
const start = 0x3f3504f3;
/** ln 2 in two parts, of which the first has so few digits that its small multiples are exact. */
const [high, low] = [0.693359375, -2.1219444e-4];
/** (ln (1 + f) − f + f²/2) / f³ where √½ ≤ 1 + f ≤ √2. */
const coefficients = [
  ...[7.0376836292e-2, -0.1151461031, 0.1167699874, -0.12420140846, 0.14249322787],
  ...[-0.16668057665, 0.20000714765, -0.24999993993, 0.33333331174],
];
/** The factor that makes denormal numbers normal, and its binary logarithm. */
const [scale, shift] = [2 ** 23, 23];

/**
 * ln x, off by at most 2 units in the last place: n ln 2 + ln m with x = 2ⁿ m.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function log(routine: FunctionBuilder, x: Code): Code {
  const [tiny, normal, count] = [routine.vector(), routine.vector(), routine.vector()];
  const [f, square] = [routine.vector(), routine.vector()];
  const smallest = routine.float(2 ** -126);
  return [
    [x, smallest, f32x4.less, tiny.set],
    [x, routine.float(scale), f32x4.multiply, x, tiny.get, bits.select, normal.tee],
    [routine.integer(start), i32x4.subtract, integer(23), i32x4.shiftRight, count.set],
    [normal.get, count.get, integer(23), i32x4.shiftLeft, i32x4.subtract],
    [routine.float(1), f32x4.subtract, f.tee, f.get, f32x4.multiply, square.set],
    [count.get, tiny.get, routine.integer(shift), bits.and, i32x4.subtract],
    [f32x4.fromIntegers, count.set],
    [polynomial(routine, f.get, coefficients), f.get, f32x4.multiply, square.get, f32x4.multiply],
    [count.get, routine.float(low), f32x4.multiply, f32x4.add],
    [square.get, routine.float(0.5), f32x4.multiply, f32x4.subtract, f.get, f32x4.add],
    [count.get, routine.float(high), f32x4.multiply, f32x4.add, normal.set],
    // The logarithm of 0, ∞, NaN and negative numbers.
    [x, routine.float(-Infinity), x, routine.float(0), f32x4.notEqual, bits.select],
    [routine.float(NaN), x, routine.float(0), f32x4.less, bits.not, bits.select, f.set],
    [normal.get, f.get],
    [x, routine.float(0), f32x4.greater, x, routine.float(Infinity), f32x4.less],
    [bits.and, bits.select],
  ];
}

/**
 * ln (1 + x) where x ≥ 0, corrected by the rounding error of 1 + x.
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function logarithmOfOneAnd(routine: FunctionBuilder, x: Code): Code {
  const [sum, kept] = [routine.vector(), routine.vector()];
  return [
    [x, routine.float(1), f32x4.add, sum.tee, routine.float(1), f32x4.subtract, kept.set],
    [x, log(routine, sum.get), x, kept.get, f32x4.divide, f32x4.multiply],
    [kept.get, routine.float(0), f32x4.equal, bits.select],
  ];
}
