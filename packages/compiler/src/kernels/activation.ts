import { UnsupportedOpError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { scalar } from './arithmetic.ts';
import { unary } from './elementwise.ts';
import { pointwise } from './pointwise.ts';

/** The activation of a fused kernel. */
interface Activation {
  readonly activation: string;
  readonly leakyreluAlpha?: number;
}

/**
 * The activation that a fused kernel ends with.
 *
 * @param graph - The graph.
 * @param x - What the kernel computed so far.
 * @param attrs - Which activation.
 * @param alpha - The slopes of a prelu.
 */
export function activate(
  graph: Graph,
  x: Value,
  { activation, leakyreluAlpha = 0.2 }: Activation,
  alpha?: Value,
): Value {
  switch (activation) {
    case 'linear':
      return x;
    case 'relu':
      return unary(graph, 'Relu', x);
    case 'elu':
      return unary(graph, 'Elu', x);
    case 'sigmoid':
      return unary(graph, 'Sigmoid', x);
    case 'relu6':
      return pointwise(graph, 'Clip', [x, scalar(graph, 0), scalar(graph, 6)], x);
    case 'leakyrelu':
      return pointwise(graph, 'LeakyRelu', [x], x, { alpha: { float: leakyreluAlpha } });
    case 'prelu':
      return pointwise(graph, 'PRelu', [x, alpha], x);
    default:
      throw new UnsupportedOpError('fused activation', activation);
  }
}
