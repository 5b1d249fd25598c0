import { type Code, integer } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { f32x4, i32x4 } from '../simd.ts';
import { polynomial } from './polynomial.ts';

/** Beyond these eˣ is 0 or ∞. */
const [least, most] = [-104, 89];
/** ln 2 in two parts, of which the first has so few digits that its small multiples are exact. */
const [high, low] = [0.693359375, -2.1219444e-4];
/** (eʳ − 1 − r) / r² where |r| ≤ ln 2 / 2. */
const coefficients = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 0.16666665459, 0.50000001201];

/**
 * eˣ, off by at most 2 units in the last place: 2ⁿ · eʳ with x = n ln 2 + r.
 *
 * @param routine - The function.
 * @param x - The exponent.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function exp(routine: FunctionBuilder, x: Code): Code {
  const [rest, count, half] = [routine.vector(), routine.vector(), routine.vector()];
  const power = [routine.integer(127), i32x4.add, integer(23), i32x4.shiftLeft];
  return [
    [x, routine.float(most), f32x4.lesser, routine.float(least), f32x4.larger, rest.tee],
    [routine.float(Math.LOG2E), f32x4.multiply, f32x4.nearest, count.set],
    [rest.get, count.get, routine.float(high), f32x4.multiply, f32x4.subtract],
    [count.get, routine.float(low), f32x4.multiply, f32x4.subtract, rest.set],
    [polynomial(routine, rest.get, coefficients), rest.get, f32x4.multiply],
    [rest.get, f32x4.multiply, rest.get, f32x4.add, routine.float(1), f32x4.add],
    [count.get, i32x4.fromFloats, count.tee, integer(1), i32x4.shiftRight, half.tee],
    [power, f32x4.multiply],
    [count.get, half.get, i32x4.subtract, power, f32x4.multiply],
  ];
}
