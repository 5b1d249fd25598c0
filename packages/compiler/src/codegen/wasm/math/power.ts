import { type Code, integer } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4, f64x2, i32x4, i64x2, shuffle } from '../simd.ts';
import { inDouble } from './double-precision.ts';
import { doublePolynomial } from './polynomial.ts';

/** √½, of which a number is a power of two times one between it and twice it. */
const least = Math.SQRT1_2;
/** artanh s / s by s², where |s| ≤ 3 − 2√2. */
const inverseTangent = [1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3, 1];
/** eʳ, where |r| ≤ ln 2 / 2. */
const exponential = [1 / 40320, 1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1];
/** 2 to the power of this is more than any float, or less than any. */
const most = 300;

/**
 * xʸ, with C's rules for 0, ∞ and NaN.
 *
 * @param routine - The function.
 * @param x - The base.
 * @param y - The exponent.
 */
export function pow(routine: FunctionBuilder, x: Code, y: Code): Code {
  const [size, whole, result] = [routine.vector(), routine.vector(), routine.vector()];
  const sign = routine.float(-0);
  const [one, infinity] = [routine.float(1), routine.float(Infinity)];
  const half = [y, routine.float(0.5), f32x4.multiply];
  const isOdd = [whole.get, half, f32x4.nearest, half, f32x4.notEqual, bits.and];
  const isFinite = [size.get, infinity, f32x4.less];
  const isUndefined = [
    [x, routine.float(0), f32x4.less, isFinite, bits.and, whole.get, bits.andNot],
    [x, x, f32x4.notEqual, bits.or, y, y, f32x4.notEqual, bits.or],
  ];
  const isOne = [
    [y, routine.float(0), f32x4.equal, x, one, f32x4.equal, bits.or],
    [size.get, one, f32x4.equal, y, f32x4.abs, infinity, f32x4.equal, bits.and, bits.or],
  ];
  return [
    [x, f32x4.abs, size.set, y, f32x4.nearest, y, f32x4.equal, whole.set],
    inDouble(routine, [size.get, y], ([base = [], exponent = []]) =>
      powerOfTwo(routine, [binaryLogarithm(routine, base), exponent, f64x2.multiply]),
    ),
    [x, sign, bits.and, isOdd, bits.and, bits.or, result.set],
    [routine.float(NaN), result.get, isUndefined, bits.select, result.set],
    [one, result.get, isOne, bits.select],
  ];
}

/** log₂ x in double precision, where x is not negative. */
function binaryLogarithm(routine: FunctionBuilder, x: Code): Code {
  const [exponent, s, square] = [routine.vector(), routine.vector(), routine.vector()];
  const one = routine.double(1);
  const scale = routine.double(2 * Math.LOG2E);
  const fraction = routine.vector();
  return [
    [x, routine.double(least), i64x2.subtract, integer(52), i64x2.shiftRight, exponent.tee],
    [exponent.get, shuffle(0, 2, 0, 2), f64x2.fromIntegers],
    [x, exponent.get, integer(52), i64x2.shiftLeft, i64x2.subtract, fraction.tee, one, f64x2.subtract],
    [fraction.get, one, f64x2.add, f64x2.divide, s.tee, s.get, f64x2.multiply, square.set],
    [doublePolynomial(routine, square.get, inverseTangent), s.get, f64x2.multiply, scale, f64x2.multiply, f64x2.add],
    [s.set, routine.double(-Infinity), s.get, x, routine.double(0), f64x2.equal, bits.select, s.set],
    [x, s.get, x, routine.double(Infinity), f64x2.equal, bits.select],
  ];
}

/** 2ˣ in double precision. */
function powerOfTwo(routine: FunctionBuilder, x: Code): Code {
  const [count, rest] = [routine.vector(), routine.vector()];
  return [
    [x, routine.double(most), f64x2.lesser, routine.double(-most), f64x2.larger, rest.tee, f64x2.nearest, count.set],
    [rest.get, count.get, f64x2.subtract, routine.double(Math.LN2), f64x2.multiply, rest.set],
    [doublePolynomial(routine, rest.get, exponential)],
    [count.get, f64x2.toIntegers, routine.integer(1023), i32x4.add, i64x2.fromIntegers],
    [integer(52), i64x2.shiftLeft, f64x2.multiply],
  ];
}
