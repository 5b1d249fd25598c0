import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { f32x4, f64x2 } from '../simd.ts';

/**
 * A polynomial, by Horner's rule.
 *
 * @param routine - The function.
 * @param x - Where it is taken.
 * @param coefficients - Those of the highest power first.
 */
export function polynomial(routine: FunctionBuilder, x: Code, coefficients: readonly number[]): Code {
  return coefficients.flatMap((coefficient, index) => [
    ...(index > 0 ? [...x, ...f32x4.multiply] : []),
    ...routine.float(coefficient),
    ...(index > 0 ? f32x4.add : []),
  ]);
}

/**
 * x + x³ p(x²), as odd functions are near 0.
 *
 * @param routine - The function.
 * @param x - Where it is taken.
 * @param coefficients - Those of p, of the highest power first.
 */
export function oddPolynomial(routine: FunctionBuilder, x: Code, coefficients: readonly number[]): Code {
  const square = routine.vector();
  return [
    [x, x, f32x4.multiply, square.set, polynomial(routine, square.get, coefficients)],
    [square.get, f32x4.multiply, x, f32x4.multiply, x, f32x4.add],
  ];
}

/**
 * A polynomial in double precision, by Horner's rule.
 *
 * @param routine - The function.
 * @param x - Where it is taken.
 * @param coefficients - Those of the highest power first.
 */
export function doublePolynomial(routine: FunctionBuilder, x: Code, coefficients: readonly number[]): Code {
  return coefficients.map((coefficient, index) => [
    ...(index > 0 ? [x, f64x2.multiply] : []),
    routine.double(coefficient),
    ...(index > 0 ? [f64x2.add] : []),
  ]);
}
