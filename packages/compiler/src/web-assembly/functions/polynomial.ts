import type { Code } from '../code.ts';
import type { Routine } from '../routine.ts';
import { f32x4 } from '../vector.ts';

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
