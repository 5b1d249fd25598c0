import { hasOneElement, type Node, sameShape } from '../graph/value.ts';
import type { Code } from '../codegen/wasm/code.ts';
import { f32x4 } from '../codegen/wasm/simd.ts';

/** A weighted sum of more rows is left to a matrix product. */
const maxRows = 64;

/** The WebAssembly instructions, on four elements at a time, of operators of one input. */
const unary: Readonly<Record<string, Code>> = {
  Abs: f32x4.abs,
  Neg: f32x4.negate,
  Sqrt: f32x4.squareRoot,
};

/** The same of operators of two inputs. */
const binary: Readonly<Record<string, Code>> = {
  Add: f32x4.add,
  Sub: f32x4.subtract,
  Mul: f32x4.multiply,
  Div: f32x4.divide,
  Min: f32x4.min,
  Max: f32x4.max,
};

/**
 * The instructions of an operator: they pop its inputs from the stack and push its output.
 *
 * @param type - The ONNX operator.
 */
export function instructionsOf(type: string): Code {
  return unary[type] ?? binary[type] ?? [];
}

/**
 * Whether a node can be fused: elementwise, float32, inputs of one shape or scalars.
 *
 * @param node - The node.
 */
export function isFusable({ type, inputs, outputs }: Node): boolean {
  const [output] = outputs;
  const known = Object.hasOwn(inputs.length === 1 ? unary : binary, type);
  if (!known || !output || inputs.length > 2) return false;
  return inputs.every(
    (input) =>
      input?.dtype === 'float32' &&
      (hasOneElement(input) || input.scalar !== undefined || sameShape(input.shape, output.shape)),
  );
}

/**
 * Whether a node is a weighted sum of rows: a row vector times a matrix.
 *
 * @param node - The node.
 */
export function isWeightedSum({ type, inputs: [factors, rows] }: Node): boolean {
  const [one, count = 0] = factors?.shape ?? [];
  return type === 'MatMul' && factors?.dtype === 'float32' && one === 1 && rows?.shape.length === 2 && count <= maxRows;
}
