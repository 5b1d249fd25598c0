import type { Code } from '../code.ts';
import type { Routine } from '../routine.ts';
import { f32x4, f64x2, shuffle } from '../vector.ts';

/**
 * A polynomial, by Horner's rule.
 *
 * @param routine - The function that it is in.
 * @param x - Where it is taken.
 * @param coefficients - Those of the highest power first.
 */
export function polynomial(routine: Routine, x: Code, coefficients: readonly number[]): Code {
  return coefficients.flatMap((coefficient, index) => [
    ...(index > 0 ? [...x, ...f32x4.multiply] : []),
    ...routine.float(coefficient),
    ...(index > 0 ? f32x4.add : []),
  ]);
}

/**
 * x + x³ p(x²), as odd functions are near 0.
 *
 * @param routine - The function that it is in.
 * @param x - Where it is taken.
 * @param coefficients - Those of p, of the highest power first.
 */
export function oddPolynomial(routine: Routine, x: Code, coefficients: readonly number[]): Code {
  const square = routine.vector();
  return [
    [x, x, f32x4.multiply, square.set, polynomial(routine, square.get, coefficients)],
    [square.get, f32x4.multiply, x, f32x4.multiply, x, f32x4.add],
  ];
}

/**
 * A polynomial in double precision, by Horner's rule.
 *
 * @param routine - The function that it is in.
 * @param x - Where it is taken.
 * @param coefficients - Those of the highest power first.
 */
export function doublePolynomial(routine: Routine, x: Code, coefficients: readonly number[]): Code {
  return coefficients.map((coefficient, index) => [
    ...(index > 0 ? [x, f64x2.multiply] : []),
    routine.double(coefficient),
    ...(index > 0 ? [f64x2.add] : []),
  ]);
}

/**
 * What a function in double precision gives for four floats: for two of them at a time.
 *
 * @param routine - The function that it is in.
 * @param given - The floats that it takes.
 * @param compute - Computes it; what it takes is in variables.
 */
export function inDouble(routine: Routine, given: readonly Code[], compute: (given: readonly Code[]) => Code): Code {
  const half = (first: number): Code => {
    const doubles = given.map(() => routine.vector());
    return [
      given.map((floats, index) => [
        [floats, floats, shuffle(first, first + 1, first, first + 1), f64x2.fromFloats],
        doubles[index]?.set ?? [],
      ]),
      compute(doubles.map(({ get }) => get)),
      f64x2.toFloats,
    ];
  };
  return [half(0), half(2), shuffle(0, 1, 4, 5)];
}
