import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { transpose } from './shapes.ts';

/**
 * Transposes images or volumes to channels first (NCHW), as ONNX has them.
 *
 * @param graph - The graph.
 * @param x - Images or volumes with the channel last.
 */
export function channelsFirst(graph: Graph, x: Value): Value {
  const last = x.shape.length - 1;
  return transpose(graph, x, [0, last, ...x.shape.slice(2).map((_, axis) => axis + 1)]);
}

/**
 * Transposes images or volumes to channels last (NHWC), as TensorFlow.js has them.
 *
 * @param graph - The graph.
 * @param x - Images or volumes with the channel first.
 */
export function channelsLast(graph: Graph, x: Value): Value {
  return transpose(graph, x, channelsLastOrder(x.shape.length));
}

/**
 * The permutation of axes from channels first to channels last.
 *
 * @param rank - How many axes there are.
 */
export function channelsLastOrder(rank: number): readonly number[] {
  return [0, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 2), 1];
}

/**
 * The value with channels first, if this one is its transpose to channels last.
 *
 * @param value - The value.
 */
export function beforeChannelsLast({ node, shape }: Value): Value | undefined {
  const perm = node?.type === 'Transpose' && node.attributes.perm;
  if (!perm || !Array.isArray(perm) || shape.length < 3) return undefined;
  return channelsLastOrder(shape.length).every((axis, at) => axis === perm[at]) ? node.inputs[0] : undefined;
}
