import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4 } from '../simd.ts';
import { exp } from './exponential.ts';
import { oddPolynomial } from './polynomial.ts';

/** (sinh x / x − 1) / x² by x², where |x| ≤ 1. */
const sine = [2.03721912945e-4, 8.33028376239e-3, 1.66667160211e-1];

/**
 * sinh x.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function sinh(routine: FunctionBuilder, x: Code): Code {
  const grown = halfPower(routine, x);
  return [
    [grown.code, grown.get, routine.float(0.25), grown.get, f32x4.divide, f32x4.subtract],
    [x, routine.float(-0), bits.and, bits.or],
    oddPolynomial(routine, x, sine),
    [x, f32x4.abs, routine.float(1), f32x4.greater, bits.select],
  ];
}

/**
 * cosh x.
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function cosh(routine: FunctionBuilder, x: Code): Code {
  const grown = halfPower(routine, x);
  return [grown.code, grown.get, routine.float(0.25), grown.get, f32x4.divide, f32x4.add];
}

/** Half of e^|x|, which is no larger than any float as long as sinh x is none. */
function halfPower(routine: FunctionBuilder, x: Code): { code: Code; get: Code } {
  const [half, power] = [routine.vector(), routine.vector()];
  const code = [
    [x, f32x4.abs, routine.float(0.5), f32x4.multiply, half.set],
    [exp(routine, half.get), power.tee, routine.float(0.5), f32x4.multiply],
    [power.get, f32x4.multiply, power.set],
  ];
  return { code, get: power.get };
}
