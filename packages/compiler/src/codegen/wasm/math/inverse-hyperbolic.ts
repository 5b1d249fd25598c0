import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4 } from '../simd.ts';
import { log } from './logarithm.ts';
import { oddPolynomial, polynomial } from './polynomial.ts';

/** (arsinh x / x − 1) / x² by x², where |x| < ½. */
const sine = [2.0122003309e-2, -4.2699340972e-2, 7.4847586088e-2, -1.6666288134e-1];
/** (artanh x / x − 1) / x² by x², where |x| < ½. */
const tangent = [1.81740078349e-1, 8.24370301058e-2, 1.4669143173e-1, 1.997821645e-1, 3.33337300303e-1];
/** arcosh x / √(x − 1) by x − 1, where x < 3/2. */
const cosine = [1.7596881071e-3, -7.5272886713e-3, 2.6454905019e-2, -1.1784741703e-1, 1.4142135263];
/** Of more than this, the square and the square with 1 added are the same. */
const large = 1e4;

/**
 * arsinh x = ln (|x| + √(x² + 1)), with the sign of x.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function asinh(routine: FunctionBuilder, x: Code): Code {
  const size = routine.vector();
  const square = [size.get, size.get, f32x4.multiply, routine.float(1), f32x4.add];
  return [
    [x, f32x4.abs, size.set],
    [withRoot(routine, size.get, square), x, routine.float(-0), bits.and, bits.or],
    oddPolynomial(routine, x, sine),
    [size.get, routine.float(0.5), f32x4.greaterOrEqual, bits.select],
  ];
}

/**
 * arcosh x = ln (x + √(x² − 1)).
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function acosh(routine: FunctionBuilder, x: Code): Code {
  const rest = routine.vector();
  const square = [rest.get, x, routine.float(1), f32x4.add, f32x4.multiply];
  return [
    [x, routine.float(1), f32x4.subtract, rest.set],
    withRoot(routine, x, square),
    [polynomial(routine, rest.get, cosine), rest.get, f32x4.squareRoot, f32x4.multiply],
    [rest.get, routine.float(0.5), f32x4.greaterOrEqual, bits.select],
  ];
}

/** ln (x + √s), and ln 2x where x is large. */
function withRoot(routine: FunctionBuilder, x: Code, square: Code): Code {
  const [sum, isLarge] = [routine.vector(), routine.vector()];
  return [
    [x, routine.float(large), f32x4.greater, isLarge.set],
    [x, x, square, f32x4.squareRoot, f32x4.add, isLarge.get, bits.select, sum.set],
    [log(routine, sum.get), routine.float(Math.LN2), isLarge.get, bits.and, f32x4.add],
  ];
}

/**
 * artanh x = ½ ln ((1 + x) / (1 − x)).
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function atanh(routine: FunctionBuilder, x: Code): Code {
  const [one, ratio] = [routine.float(1), routine.vector()];
  return [
    [one, x, f32x4.add, one, x, f32x4.subtract, f32x4.divide, ratio.set],
    [log(routine, ratio.get), routine.float(0.5), f32x4.multiply],
    oddPolynomial(routine, x, tangent),
    [x, f32x4.abs, routine.float(0.5), f32x4.greaterOrEqual, bits.select],
  ];
}
