import type { Graph } from '../graph/graph.ts';
import type { Node, Value } from '../graph/value.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { nchwcOp } from './nchwc-op.ts';

/** The permutations of the axes from NHWC to NCHW, and back. */
const permutations = { nchw: [0, 3, 1, 2], nhwc: [0, 2, 3, 1] } as const;

/**
 * Whether a node transposes images to a layout.
 *
 * @param node - The node.
 * @param layout - The layout.
 */
export function isLayoutTranspose(node: Node | undefined, layout: 'nchw' | 'nhwc'): boolean {
  const perm = node?.type === 'Transpose' && node.attributes.perm;
  return Array.isArray(perm) && perm.length === 4 && permutations[layout].every((axis, at) => axis === perm[at]);
}

/**
 * The shape in memory of images in NCHWc: [n, c / block, h, w, block].
 *
 * @param shape - Their NCHW shape.
 * @param block - Channels of a block.
 */
export function nchwcShape([batch = 1, channels = 1, ...space]: readonly number[], block: number): readonly number[] {
  return [batch, channels / block, ...space, block];
}

/**
 * Images in NCHWc, from NCHW.
 *
 * @param graph - The graph.
 * @param x - The images in NCHW.
 * @param block - Channels of a block.
 */
export function nchwToNchwc(graph: Graph, x: Value, block: number): Value {
  if (x.scalar !== undefined) return x;
  if (x.dtype === 'float32') return nchwcOp(graph, 'ReorderInput', [x], x.shape);
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  const rows = reshape(graph, x, [batch, channels / block, block, height * width]);
  return reshape(graph, transpose(graph, rows, [0, 1, 3, 2]), x.shape);
}

/**
 * Images in NCHWc, from NHWC.
 *
 * @param graph - The graph.
 * @param x - The images in NHWC.
 * @param shape - Their NCHW shape.
 * @param block - Channels of a block.
 */
export function nhwcToNchwc(graph: Graph, x: Value, shape: readonly number[], block: number): Value {
  if (shape[1] === block) return reshape(graph, x, shape);
  return nchwcOp(graph, 'ReorderInput', [x], shape, { channels_last: 1 });
}

/**
 * Images in NCHW, from NCHWc.
 *
 * @param graph - The graph.
 * @param x - The images in NCHWc.
 * @param block - Channels of a block.
 */
export function nchwcToNchw(graph: Graph, x: Value, block: number): Value {
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  if (x.dtype === 'float32') return nchwcOp(graph, 'ReorderOutput', [x], x.shape, { channels });
  const rows = reshape(graph, x, [batch, channels / block, height * width, block]);
  return reshape(graph, transpose(graph, rows, [0, 1, 3, 2]), x.shape);
}

/**
 * Images in NHWC, from NCHWc.
 *
 * @param graph - The graph.
 * @param x - The images in NCHWc.
 * @param block - Channels of a block.
 */
export function nchwcToNhwc(graph: Graph, x: Value, block: number): Value {
  const [batch = 1, channels = 1, ...space] = x.shape;
  const shape = [batch, ...space, channels];
  if (channels === block) return reshape(graph, x, shape);
  return nchwcOp(graph, 'ReorderOutput', [x], shape, { channels, channels_last: 1 });
}
