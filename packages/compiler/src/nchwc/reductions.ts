import type { Graph } from '../graph/graph.ts';
import { type Node, sameShape, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { arithmetic } from '../kernels/arithmetic.ts';
import { reshape } from '../kernels/shapes.ts';
import { nchwcOp } from './nchwc-op.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/** The most elements that are added one after the other; more are added in pieces, which loses fewer digits (pairwise summation). */
const maxRun = 256;

/**
 * A sum or mean over the pixels of images in NCHWc, and possibly the batch: global pooling of each channel of each image, whose output
 * has the same order in every layout, and then a product with a constant row vector.
 *
 * @param rewriter - The graph so far.
 * @param node - The sum or mean.
 */
export function reduce(rewriter: LayoutRewriter, { type, inputs, outputs, attributes }: Node): Layouts | undefined {
  const [x, list] = inputs;
  const [y] = outputs;
  if (!x || !y || !rewriter.hasNchwc(x) || x.dtype !== 'float32') return undefined;
  const axes = Array.isArray(attributes.axes) ? attributes.axes.map(Number) : Array.from(list?.constant ?? [], Number);
  if (axes.includes(1) || !axes.includes(2) || !axes.includes(3)) return undefined;
  const { graph } = rewriter;
  const [batch = 1, channels = 1, ...space] = x.shape;
  const shape = pieceShape(x.shape);
  const pieces = (shape[1] ?? 1) / channels;
  const products = sumsOfProducts(rewriter, x, shape);
  const found = products ?? means(graph, reshape(graph, rewriter.nchwc(x), shape));
  const joined = pieces === 1 ? found : means(graph, reshape(graph, found, [batch, channels, pieces, 1]));
  const rows = reshape(graph, joined, [batch, channels]);
  const places = sizeOf(space);
  const scale = (products ? pieces : places) / (type === 'ReduceSum' ? 1 : places);
  if (!axes.includes(0)) {
    return {
      original: reshape(graph, arithmetic(graph, 'Mul', rows, graph.scalarConstant(scale, [], 'float32')), y.shape),
    };
  }
  const weight = graph.scalarConstant(type === 'ReduceSum' ? scale : scale / batch, [1, batch], 'float32');
  const sums = graph.op('MatMul', [weight, rows], { shape: [1, channels], dtype: 'float32' });
  return { original: reshape(graph, sums, y.shape) };
}

/** The shape of images that are cut into pieces of whole rows: each piece of a channel is a channel. */
function pieceShape([batch = 1, channels = 1, height = 1, width = 1]: readonly number[]): readonly number[] {
  let rows = height;
  while (rows > 1 && (rows * width > maxRun || height % rows !== 0)) rows -= 1;
  return [batch, channels * (height / rows), rows, width];
}

function means(graph: Graph, x: Value): Value {
  return nchwcOp(graph, 'GlobalAveragePool', [x], [...x.shape.slice(0, 2), 1, 1]);
}

/**
 * Σ ab over each channel of each image, where x is ab and has no other user: a depthwise convolution of `a` with `b` as its filters.
 * The product is never written to memory.
 */
function sumsOfProducts(rewriter: LayoutRewriter, x: Value, shape: readonly number[]): Value | undefined {
  const [a, b] = x.node?.type === 'Mul' && rewriter.hasOneUser(x) ? x.node.inputs : [];
  if (!a || !b || !sameShape(a.shape, x.shape) || !sameShape(b.shape, x.shape)) return undefined;
  const { graph } = rewriter;
  const [batch = 1, channels = 1, ...space] = shape;
  const all = batch * channels;
  const images = reshape(graph, rewriter.nchwc(a), [1, all, ...space]);
  const filters = reshape(graph, rewriter.nchwc(b), [all, 1, ...space]);
  return nchwcOp(graph, 'Conv', [images, filters], [1, all, 1, 1], { kernel_shape: space, group: all });
}
