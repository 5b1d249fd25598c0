import type { Graph } from '../graph/graph.ts';
import { type Node, sameShape, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { arithmetic } from '../kernels/arithmetic.ts';
import { reshape } from '../kernels/shapes.ts';
import { blockedOp } from './nchwc-op.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/** So many numbers are added up one after the other; more are added up in pieces, which loses fewer digits. */
const mostInRow = 256;

/**
 * A sum or mean over whole pictures in blocks of channels: first one number for each channel of each picture, which lie in order by
 * themselves, and then one product with a row of equal numbers.
 *
 * @param rewriting - What was recorded before.
 * @param node - The sum or mean.
 */
export function reduction(rewriting: Rewriting, { type, inputs, outputs, attributes }: Node): Forms | undefined {
  const [x, list] = inputs;
  const [y] = outputs;
  if (!x || !y || !rewriting.isBlocked(x) || x.dtype !== 'float32') return undefined;
  const axes = Array.isArray(attributes.axes) ? attributes.axes.map(Number) : Array.from(list?.constant ?? [], Number);
  if (axes.includes(1) || !axes.includes(2) || !axes.includes(3)) return undefined;
  const { graph } = rewriting;
  const [batch = 1, channels = 1, ...space] = x.shape;
  const shape = inPieces(x.shape);
  const pieces = (shape[1] ?? 1) / channels;
  const products = sumsOfProducts(rewriting, x, shape);
  const found = products ?? means(graph, reshape(graph, rewriting.blocked(x), shape));
  const joined = pieces === 1 ? found : means(graph, reshape(graph, found, [batch, channels, pieces, 1]));
  const rows = reshape(graph, joined, [batch, channels]);
  const places = sizeOf(space);
  const scale = (products ? pieces : places) / (type === 'ReduceSum' ? 1 : places);
  if (!axes.includes(0)) {
    return { plain: reshape(graph, arithmetic(graph, 'Mul', rows, graph.splat(scale, [], 'float32')), y.shape) };
  }
  const weight = graph.splat(type === 'ReduceSum' ? scale : scale / batch, [1, batch], 'float32');
  const sums = graph.op('MatMul', [weight, rows], { shape: [1, channels], dtype: 'float32' });
  return { plain: reshape(graph, sums, y.shape) };
}

/** The shape of pictures that are cut into pieces of whole rows: each piece of a channel is a channel. */
function inPieces([batch = 1, channels = 1, height = 1, width = 1]: readonly number[]): readonly number[] {
  let rows = height;
  while (rows > 1 && (rows * width > mostInRow || height % rows !== 0)) rows -= 1;
  return [batch, channels * (height / rows), rows, width];
}

function means(graph: Graph, x: Value): Value {
  return blockedOp(graph, 'GlobalAveragePool', [x], [...x.shape.slice(0, 2), 1, 1]);
}

/**
 * Σ ab over each channel of each picture, where x is ab and nothing else reads it: a convolution of each channel of `a` by itself,
 * with `b` as its filter. The product is never written to memory.
 */
function sumsOfProducts(rewriting: Rewriting, x: Value, shape: readonly number[]): Value | undefined {
  const [a, b] = x.node?.type === 'Mul' && rewriting.isReadOnce(x) ? x.node.inputs : [];
  if (!a || !b || !sameShape(a.shape, x.shape) || !sameShape(b.shape, x.shape)) return undefined;
  const { graph } = rewriting;
  const [batch = 1, channels = 1, ...space] = shape;
  const all = batch * channels;
  const pictures = reshape(graph, rewriting.blocked(a), [1, all, ...space]);
  const filters = reshape(graph, rewriting.blocked(b), [all, 1, ...space]);
  return blockedOp(graph, 'Conv', [pictures, filters], [1, all, 1, 1], { kernel_shape: space, group: all });
}
