import { type Code, integer, repeatWhile } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f64x2, i32x4, i64x2 } from '../simd.ts';
import { inDouble, ofIntegersInDouble } from './double-precision.ts';

/** Quotients of fewer digits than this are truncated exactly, and so are their products with a float. */
const digits = 28;

/**
 * a mod b with the sign of a: exact, as C's `fmod`.
 *
 * @param routine - The function.
 * @param a - What is divided.
 * @param b - What it is divided by.
 */
export function remainder(routine: FunctionBuilder, a: Code, b: Code): Code {
  return inDouble(routine, [a, b], ([dividend = [], divisor = []]) => {
    const [rest, quotient, step, isLarge] = [routine.vector(), routine.vector(), routine.vector(), routine.vector()];
    const power = [quotient.get, integer(52), i64x2.shiftRight, integer(52), i64x2.shiftLeft];
    return [
      [dividend, f64x2.abs, rest.set],
      // A large quotient is truncated to its first digits, again and again: b times a power of two is subtracted.
      repeatWhile(
        [
          [rest.get, divisor, f64x2.abs, step.tee, f64x2.divide, quotient.tee],
          [routine.double(2 ** digits), f64x2.greaterOrEqual],
          [quotient.get, routine.double(Infinity), f64x2.less, bits.and, isLarge.set],
          [step.get, power, routine.double(2 ** (1 - digits)), f64x2.multiply, f64x2.multiply, step.get],
          [isLarge.get, bits.select, step.set],
          [rest.get, rest.get, rest.get, step.get, f64x2.divide, f64x2.truncate, step.get, f64x2.multiply],
          [f64x2.subtract, rest.get, step.get, f64x2.less, bits.select, rest.set],
        ],
        [isLarge.get, bits.isAny],
      ),
      [rest.get, dividend, routine.double(-0), bits.and, bits.or],
    ];
  });
}

/**
 * a mod b of integers, with the sign of b; 0 where b is 0.
 *
 * @param routine - The function.
 * @param a - What is divided.
 * @param b - What it is divided by.
 */
export function integerRemainder(routine: FunctionBuilder, a: Code, b: Code): Code {
  return ofIntegersInDouble(routine, [a, b], ([dividend = [], divisor = []]) => [
    [dividend, dividend, divisor, f64x2.divide, f64x2.floor, divisor, f64x2.multiply, f64x2.subtract],
  ]);
}

/**
 * ⌊a / b⌋; 0 where b is 0. It wraps at 32 bits: −2³¹ / −1 is −2³¹.
 *
 * @param routine - The function.
 * @param a - What is divided.
 * @param b - What it is divided by.
 */
export function integerQuotient(routine: FunctionBuilder, a: Code, b: Code): Code {
  return ofIntegersInDouble(routine, [a, b], ([dividend = [], divisor = []]) => {
    const quotient = routine.vector();
    const isBeyond = [quotient.get, routine.double(2 ** 31), f64x2.greaterOrEqual];
    return [
      [dividend, divisor, f64x2.divide, f64x2.floor, quotient.set],
      [quotient.get, routine.double(2 ** 32), isBeyond, bits.and, f64x2.subtract],
      [routine.double(0), divisor, routine.double(0), f64x2.notEqual, bits.select],
    ];
  });
}

/**
 * An integer to the power of another, of which the last 32 bits are kept; one over a power is cut to an integer.
 *
 * @param routine - The function.
 * @param a - The base.
 * @param b - The exponent.
 */
export function integerPow(routine: FunctionBuilder, a: Code, b: Code): Code {
  const [base, left, result, one] = [routine.vector(), routine.vector(), routine.vector(), routine.integer(1)];
  const isFraction = [b, routine.integer(0), i32x4.less, a, i32x4.abs, one, i32x4.equal, bits.not, bits.and];
  return [
    [a, base.set, b, i32x4.abs, left.set, one, result.set],
    repeatWhile(
      [
        [result.get, base.get, i32x4.multiply, result.get, left.get, one, bits.and, one, i32x4.equal],
        [bits.select, result.set, base.get, base.get, i32x4.multiply, base.set],
      ],
      [left.get, integer(1), i32x4.shiftRightUnsigned, left.tee, bits.isAny],
    ),
    [routine.integer(0), result.get, isFraction, bits.select],
  ];
}
