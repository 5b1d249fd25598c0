import type { Graph } from '../graph/graph.ts';
import type { Node, Value } from '../graph/value.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { blockedOp } from './nchwc-op.ts';

/** The order of axes that puts the channel of pictures first, and the one that puts it last. */
const orders = { first: [0, 3, 1, 2], last: [0, 2, 3, 1] } as const;

/**
 * Whether a node puts the channel of pictures at one end.
 *
 * @param node - The node.
 * @param end - Which end.
 */
export function putsChannel(node: Node | undefined, end: 'first' | 'last'): boolean {
  const perm = node?.type === 'Transpose' && node.attributes.perm;
  return Array.isArray(perm) && perm.length === 4 && orders[end].every((axis, at) => axis === perm[at]);
}

/**
 * The lengths of the axes of pictures in blocks as they lie in memory: [N, C / block, H, W, block].
 *
 * @param shape - The shape of the pictures with the channel first.
 * @param block - How many channels lie side by side.
 */
export function inMemory([batch = 1, channels = 1, ...space]: readonly number[], block: number): readonly number[] {
  return [batch, channels / block, ...space, block];
}

/**
 * Pictures in blocks of channels.
 *
 * @param graph - The graph.
 * @param x - The pictures with the channel first.
 * @param block - How many channels lie side by side.
 */
export function intoBlocks(graph: Graph, x: Value, block: number): Value {
  if (x.splat !== undefined) return x;
  if (x.dtype === 'float32') return blockedOp(graph, 'ReorderInput', [x], x.shape);
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  const rows = reshape(graph, x, [batch, channels / block, block, height * width]);
  return reshape(graph, transpose(graph, rows, [0, 1, 3, 2]), x.shape);
}

/**
 * Pictures in blocks of channels, from pictures with the channel last.
 *
 * @param graph - The graph.
 * @param x - The pictures with the channel last.
 * @param shape - Their shape with the channel first.
 * @param block - How many channels lie side by side.
 */
export function lastIntoBlocks(graph: Graph, x: Value, shape: readonly number[], block: number): Value {
  if (shape[1] === block) return reshape(graph, x, shape);
  return blockedOp(graph, 'ReorderInput', [x], shape, { channels_last: 1 });
}

/**
 * Pictures with the channel first.
 *
 * @param graph - The graph.
 * @param x - The pictures in blocks of channels.
 * @param block - How many channels lie side by side.
 */
export function outOfBlocks(graph: Graph, x: Value, block: number): Value {
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  if (x.dtype === 'float32') return blockedOp(graph, 'ReorderOutput', [x], x.shape, { channels });
  const rows = reshape(graph, x, [batch, channels / block, height * width, block]);
  return reshape(graph, transpose(graph, rows, [0, 1, 3, 2]), x.shape);
}

/**
 * Pictures with the channel last.
 *
 * @param graph - The graph.
 * @param x - The pictures in blocks of channels.
 * @param block - How many channels lie side by side.
 */
export function outOfBlocksLast(graph: Graph, x: Value, block: number): Value {
  const [batch = 1, channels = 1, ...space] = x.shape;
  const shape = [batch, ...space, channels];
  if (channels === block) return reshape(graph, x, shape);
  return blockedOp(graph, 'ReorderOutput', [x], shape, { channels, channels_last: 1 });
}
