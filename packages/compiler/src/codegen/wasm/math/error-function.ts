import type { Code } from '../code.ts';
import type { FunctionBuilder } from '../function-builder.ts';
import { bits, f32x4 } from '../simd.ts';
import { exp } from './exponential.ts';
import { polynomial } from './polynomial.ts';

/** The border between the two formulas, and where erf is 1. */
const [border, most] = [0.921875, 3.925];
/** erf x / x − 1 by x². */
const near = [-5.99104969e-4, 4.99339588e-3, -2.67667342e-2, 0.112818025, -0.376124859, 0.128379151];
/** −ln (1 − erf x) / x − 1 by x. */
const far = [...[1.7294893e-5, -3.8320868e-4, 3.88393435e-3, -2.42545605e-2, 0.106777847, 0.634846687], 0.128717512];

/**
 * erf x.
 *
 * @param routine - The function.
 * @param x - The number.
 * @see ONNX Runtime's MLAS, after N. Juffa. https://github.com/microsoft/onnxruntime/blob/main/onnxruntime/core/mlas/lib/erf.cpp
 */
export function erf(routine: FunctionBuilder, x: Code): Code {
  const [size, square, negated, sign] = [routine.vector(), routine.vector(), routine.vector(), routine.float(-0)];
  return [
    [x, f32x4.abs, routine.float(most), f32x4.lesser, size.set],
    [x, x, f32x4.multiply, square.set],
    [polynomial(routine, size.get, far), size.get, f32x4.multiply, size.get, f32x4.add],
    [f32x4.negate, negated.set],
    [routine.float(1), exp(routine, negated.get), f32x4.subtract],
    [x, sign, bits.and, bits.or],
    [polynomial(routine, square.get, near), x, f32x4.multiply, x, f32x4.add],
    [size.get, routine.float(border), f32x4.greater, bits.select],
  ];
}
