import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4 } from '../simd.ts';
import { exp } from './exponential.ts';
import { logarithmOfOneAnd } from './logarithm.ts';
import { oddPolynomial } from './polynomial.ts';

/** (tanh x − x) / x³ by x², where |x| < 0.625. */
const nearZero = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 0.133314422036, -0.333332819422];

/**
 * tanh x.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function tanh(routine: FunctionBuilder, x: Code): Code {
  const [size, sign] = [routine.vector(), routine.float(-0)];
  const twice = [size.get, size.get, f32x4.add];
  const doubled = routine.vector();
  return [
    [x, f32x4.abs, size.set, twice, doubled.set],
    [routine.float(1), routine.float(2), exp(routine, doubled.get)],
    [routine.float(1), f32x4.add, f32x4.divide, f32x4.subtract, x, sign, bits.and, bits.or],
    oddPolynomial(routine, x, nearZero),
    [size.get, routine.float(0.625), f32x4.greaterOrEqual, bits.select],
  ];
}

/**
 * 1 / (1 + e⁻ˣ).
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function sigmoid(routine: FunctionBuilder, x: Code): Code {
  const negated = routine.vector();
  return [
    [x, f32x4.negate, negated.set, routine.float(1), exp(routine, negated.get)],
    [routine.float(1), f32x4.add, f32x4.divide],
  ];
}

/**
 * ln (1 + eˣ), which is max(x, 0) + ln (1 + e^−|x|).
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function softplus(routine: FunctionBuilder, x: Code): Code {
  const [negative, power] = [routine.vector(), routine.vector()];
  return [
    [x, f32x4.abs, f32x4.negate, negative.set, exp(routine, negative.get), power.set],
    [logarithmOfOneAnd(routine, power.get), x, routine.float(0), f32x4.larger, f32x4.add],
  ];
}
