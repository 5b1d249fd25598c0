import type { _FusedMatMulAttrs, BatchMatMulAttrs } from '@tensorflow/tfjs-core';
import { backend_util } from '@tensorflow/tfjs-core';

import { CompileError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { activate } from './activation.ts';
import { add } from './bias.ts';
import { kernel } from './kernel.ts';
import { reshape, transpose } from './shapes.ts';
import { refuseTruths } from './number-types.ts';

/** Which of the factors are transposed. */
interface Transposed {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

kernel<'a' | 'b', BatchMatMulAttrs>('BatchMatMul', (graph, { a, b }, attrs) => {
  refuseTruths('BatchMatMul', a);
  return matMul(graph, a, b, attrs);
});

kernel<'a' | 'b', _FusedMatMulAttrs, 'bias' | 'preluActivationWeights'>('_FusedMatMul', (graph, inputs, attrs) => {
  const product = matMul(graph, inputs.a, inputs.b, attrs);
  const { bias } = inputs;
  return activate(graph, bias ? add(graph, product, bias) : product, attrs, inputs.preluActivationWeights);
});

/**
 * A matrix product, or a batched one.
 *
 * @param graph - The graph.
 * @param a - The left factor, at least of rank 2.
 * @param b - The right factor.
 * @param transposed - Which of them are transposed.
 */
export function matMul(graph: Graph, a: Value, b: Value, { transposeA, transposeB }: Transposed): Value {
  const [rows = 1, inner = 1] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const columns = (transposeB ? b.shape.at(-2) : b.shape.at(-1)) ?? 1;
  const batch = backend_util.assertAndGetBroadcastShape(stacks(a), stacks(b));
  const shape = [...batch, rows, columns];
  if ((transposeB ? b.shape.at(-1) : b.shape.at(-2)) !== inner) {
    throw new CompileError(
      `compile: factors of matMul must have the same inner length, received [${a.shape.join()}] and [${b.shape.join()}], transposed: ${transposeA} and ${transposeB}.`,
    );
  }
  if (inner === 0) return graph.scalarConstant(0, shape, a.dtype);
  // Gemm is for float32 only.
  if (sizeOf(batch) !== 1 || a.dtype !== 'float32') {
    const left = transposeA ? swapLast(graph, a) : a;
    const right = transposeB ? swapLast(graph, b) : b;
    return graph.op('MatMul', [left, right], { shape, dtype: a.dtype });
  }
  const left = reshape(graph, a, transposeA ? [inner, rows] : [rows, inner]);
  const right = reshape(graph, b, transposeB ? [columns, inner] : [inner, columns]);
  if (transposeB && !transposeA && isThin(rows, inner) && isThin(columns, inner)) {
    return reshape(graph, rowByRow(graph, left, right), shape);
  }
  const spec = { shape: [rows, columns], dtype: a.dtype };
  const attributes = { transA: Number(transposeA), transB: Number(transposeB) };
  const product =
    transposeA || transposeB
      ? graph.op('Gemm', [left, right], spec, attributes)
      : graph.op('MatMul', [left, right], spec);
  return reshape(graph, product, shape);
}

/** Whether a factor has a few long rows, as a Jacobian has: ONNX Runtime would copy its transpose, padded with zeros. */
function isThin(rows: number, length: number): boolean {
  return rows > 1 && rows <= 8 && length >= 2048;
}

/** The inner products of the rows of two factors: all rows of the right one by each row of the left one, which is a column without a copy. */
function rowByRow(graph: Graph, left: Value, right: Value): Value {
  const [rows = 1, length = 1] = left.shape;
  const columns = reshape(graph, left, [rows, length, 1]);
  return graph.op('MatMul', [right, columns], { shape: [rows, right.shape[0] ?? 1, 1], dtype: left.dtype });
}

function stacks({ shape }: Value): number[] {
  return shape.slice(0, -2);
}

function swapLast(graph: Graph, x: Value): Value {
  const axes = x.shape.map((_, axis) => axis);
  const last = axes.length - 1;
  return transpose(graph, x, [...axes.slice(0, -2), last, last - 1]);
}
