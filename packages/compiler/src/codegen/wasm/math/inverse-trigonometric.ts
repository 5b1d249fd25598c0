import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4 } from '../simd.ts';
import { oddPolynomial } from './polynomial.ts';

/** (arcsin s / s − 1) / s² by s², where |s| ≤ ½. */
const sine = [4.2163199048e-2, 2.4181311049e-2, 4.5470025998e-2, 7.4953002686e-2, 1.6666752422e-1];
/** (arctan r / r − 1) / r² by r², where |r| ≤ tan π/8. */
const tangent = [8.05374449538e-2, -1.38776856032e-1, 1.99777106478e-1, -3.33329491539e-1];

/**
 * arcsin x, where x is at most ½ in size; else π/2 − 2 arcsin √((1 − |x|) / 2), with the sign of x.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function asin(routine: FunctionBuilder, x: Code): Code {
  const { code, isLarge, part } = inner(routine, x);
  const sign = [x, routine.float(-0), bits.and];
  return [
    code,
    [routine.float(Math.PI / 2), part, part, f32x4.add, f32x4.subtract, sign, bits.or],
    [part, isLarge, bits.select],
  ];
}

/**
 * arccos x: π/2 − arcsin x where x is at most ½ in size; else 2 arcsin √((1 − |x|) / 2), or what that lacks to π where x is negative.
 *
 * @param routine - The function.
 * @param x - The number.
 */
export function acos(routine: FunctionBuilder, x: Code): Code {
  const { code, isLarge, part } = inner(routine, x);
  const twice = [part, part, f32x4.add];
  return [
    code,
    [routine.float(Math.PI), twice, f32x4.subtract, twice, x, routine.float(0), f32x4.less, bits.select],
    [routine.float(Math.PI / 2), part, f32x4.subtract, isLarge, bits.select],
  ];
}

/** arcsin of x, or of √((1 − |x|) / 2) where x is large. */
function inner(routine: FunctionBuilder, x: Code): { code: Code; isLarge: Code; part: Code } {
  const [size, isLarge, root, part] = [routine.vector(), routine.vector(), routine.vector(), routine.vector()];
  const half = routine.float(0.5);
  const code = [
    [x, f32x4.abs, size.tee, half, f32x4.greater, isLarge.set],
    [half, size.get, half, f32x4.multiply, f32x4.subtract, f32x4.squareRoot, x, isLarge.get, bits.select, root.set],
    [oddPolynomial(routine, root.get, sine), part.set],
  ];
  return { code, isLarge: isLarge.get, part: part.get };
}

/**
 * arctan x: π/2 + arctan(−1/x) where x is large, π/4 + arctan((x − 1) / (x + 1)) where it is near 1.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see S. Moshier. Cephes Mathematical Library. 1989. https://www.netlib.org/cephes
 */
export function atan(routine: FunctionBuilder, x: Code): Code {
  const [size, rest] = [routine.vector(), routine.vector()];
  const [isFar, isMiddle] = [routine.vector(), routine.vector()];
  const one = routine.float(1);
  const [quarter, eighth] = [routine.float(Math.PI / 2), routine.float(Math.PI / 4)];
  return [
    [x, f32x4.abs, size.tee, routine.float(1 + Math.SQRT2), f32x4.greater, isFar.set],
    [size.get, routine.float(Math.SQRT2 - 1), f32x4.greater, isMiddle.set],
    [routine.float(-1), size.get, f32x4.divide],
    [size.get, one, f32x4.subtract, size.get, one, f32x4.add, f32x4.divide, size.get, isMiddle.get, bits.select],
    [isFar.get, bits.select, rest.set, oddPolynomial(routine, rest.get, tangent)],
    [quarter, eighth, isMiddle.get, bits.and, isFar.get, bits.select, f32x4.add],
    [x, routine.float(-0), bits.and, bits.or],
  ];
}
