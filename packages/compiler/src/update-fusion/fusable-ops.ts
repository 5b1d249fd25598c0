import { isSingle, type Node, sameShape } from '../graph/value.ts';
import type { Code } from '../codegen/wasm/code.ts';
import { f32x4 } from '../codegen/wasm/simd.ts';

/** Beyond so many rows a sum of them is better made by a library for matrices. */
const mostRows = 64;

/** The instructions of WebAssembly, on four numbers at a time, for operators of one input. */
const unary: Readonly<Record<string, Code>> = {
  Abs: f32x4.abs,
  Neg: f32x4.negate,
  Sqrt: f32x4.squareRoot,
};

/** And for operators of two. */
const binary: Readonly<Record<string, Code>> = {
  Add: f32x4.add,
  Sub: f32x4.subtract,
  Mul: f32x4.multiply,
  Div: f32x4.divide,
  Min: f32x4.min,
  Max: f32x4.max,
};

/**
 * The instructions for an operator, which take its inputs from the stack and leave what it gives.
 *
 * @param type - The ONNX operator.
 */
export function instructionsOf(type: string): Code {
  return unary[type] ?? binary[type] ?? [];
}

/**
 * Whether a node can be part of a pass over memory: float32, number by number, inputs of one shape or single numbers.
 *
 * @param node - The node.
 */
export function isSwept({ type, inputs, outputs }: Node): boolean {
  const [output] = outputs;
  const known = Object.hasOwn(inputs.length === 1 ? unary : binary, type);
  if (!known || !output || inputs.length > 2) return false;
  return inputs.every(
    (input) =>
      input?.dtype === 'float32' &&
      (isSingle(input) || input.splat !== undefined || sameShape(input.shape, output.shape)),
  );
}

/**
 * Whether a node gives a sum of rows, each times a number: a row times a matrix.
 *
 * @param node - The node.
 */
export function isCombination({ type, inputs: [factors, rows] }: Node): boolean {
  const [one, count = 0] = factors?.shape ?? [];
  return (
    type === 'MatMul' && factors?.dtype === 'float32' && one === 1 && rows?.shape.length === 2 && count <= mostRows
  );
}
