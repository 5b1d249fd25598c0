import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { arithmetic } from './arithmetic.ts';
import { beforeChannelsLast, channelsLast } from './channels.ts';
import { reshape } from './shapes.ts';

/**
 * A sum. If it adds a bias for each channel to a convolution, or for each column to a matrix product, it becomes an input of that operator: ONNX Runtime
 * computes both at once.
 *
 * @param graph - The graph.
 * @param a - What is added to.
 * @param b - What is added.
 */
export function add(graph: Graph, a: Value, b: Value): Value {
  return biased(graph, a, b) ?? biased(graph, b, a) ?? arithmetic(graph, 'Add', a, b);
}

function biased(graph: Graph, x: Value, bias: Value): Value | undefined {
  const channels = x.shape.at(-1) ?? 0;
  const fits = bias.shape.at(-1) === channels && sizeOf(bias.shape) === channels;
  if (!fits || bias.shape.length > x.shape.length || x.dtype !== 'float32') return undefined;
  const row = reshape(graph, bias, [channels]);

  const convolved = beforeChannelsLast(x);
  if (convolved?.node?.type === 'Conv' && convolved.node.inputs.length === 2) {
    const { inputs, attributes } = convolved.node;
    return channelsLast(graph, graph.op('Conv', [...inputs, row], convolved, attributes));
  }
  const product = x.node?.type === 'Reshape' ? x.node.inputs[0] : undefined;
  if (product?.node?.type !== 'MatMul' || product.shape.length !== 2 || product.shape[1] !== channels) return undefined;
  return reshape(graph, arithmetic(graph, 'Add', product, row), x.shape);
}
