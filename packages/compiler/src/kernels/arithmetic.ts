import { backend_util } from '@tensorflow/tfjs-core';

import type { Graph } from '../graph/graph.ts';
import { type GraphType, sameShape, type Value } from '../graph/value.ts';
import { pointwise } from './pointwise.ts';
import { expand } from './shapes.ts';

type Operator = 'Add' | 'Sub' | 'Mul' | 'Div';

const compute: Record<Operator, (a: number, b: number) => number> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
};

/**
 * Records a binary operator, with broadcasting.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param a - Its first operand.
 * @param b - Its second operand.
 * @param dtype - The type of the result, when it is not that of `a`.
 */
export function binary(graph: Graph, type: string, a: Value, b: Value, dtype: GraphType = a.dtype): Value {
  const shape = backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  return pointwise(graph, type, [short(graph, a, b, shape), short(graph, b, a, shape)], { shape, dtype });
}

/**
 * Records arithmetic of two values, and folds constants: 0 + x, 1 · x, 2 · 3.
 *
 * @param graph - The graph.
 * @param type - The ONNX operator.
 * @param a - Its first value.
 * @param b - Its second value.
 */
export function arithmetic(graph: Graph, type: Operator, a: Value, b: Value): Value {
  const shape = backend_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  if (a.dtype === 'float32' && a.scalar !== undefined && b.scalar !== undefined) {
    return graph.scalarConstant(Math.fround(compute[type](a.scalar, b.scalar)), shape, a.dtype);
  }
  const neutral = type === 'Add' || type === 'Sub' ? 0 : 1;
  if (b.scalar === neutral) return expand(graph, a, shape);
  if ((type === 'Add' || type === 'Mul') && a.scalar === neutral) return expand(graph, b, shape);
  return binary(graph, type, a, b);
}

/**
 * A scalar constant.
 *
 * @param graph - The graph.
 * @param number - The number.
 * @param dtype - Its type.
 */
export function scalar(graph: Graph, number: number, dtype: GraphType = 'float32'): Value {
  return graph.scalarConstant(number, [], dtype);
}

/** A scalar constant in place of an array of equal numbers, where the other operand has the full shape. */
function short(graph: Graph, value: Value, other: Value, shape: readonly number[]): Value {
  return value.scalar !== undefined && sameShape(other.shape, shape) ? scalar(graph, value.scalar, value.dtype) : value;
}
