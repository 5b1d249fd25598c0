import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { nhwcToNchwc } from './layouts.ts';
import { nchwcOp } from './nchwc-op.ts';
import type { LayoutRewriter } from './layout-rewriter.ts';

/**
 * Filters in the layout OIHWio of the NCHWc convolution: [oc / block, ic / block, kh, kw, block of ic, block of oc]; with fewer input
 * channels than a block, OIHWo: [oc / block, ic, kh, kw, block of oc].
 *
 * @param rewriter - The graph so far.
 * @param weights - The filters in the old graph: [oc, ic, kh, kw].
 */
export function filtersToNchwc(rewriter: LayoutRewriter, weights: Value): Value {
  const { graph, block } = rewriter;
  const { source, perm } = beforeTranspose(weights);
  const [out = 0, within = 1, ...space] = perm;
  const inner = (source.shape[within] ?? 1) < block ? 1 : block;
  const images = asImages(rewriter, source, perm);
  if (images) return filtersFromImages(rewriter, images);

  const blocks = new Map([
    [out, block],
    [within, inner],
  ]);
  const parts = source.shape.flatMap((length, axis) => {
    const size = blocks.get(axis);
    return size === undefined ? [length] : [length / size, size];
  });
  const placeOf = (axis: number): number => axis + [out, within].filter((split) => split < axis).length;
  const order = [placeOf(out), placeOf(within), ...space.map(placeOf), placeOf(within) + 1, placeOf(out) + 1];
  return reshape(graph, transpose(graph, reshape(graph, rewriter.original(source), parts), order), weights.shape);
}

/** The filters before they were transposed, and the permutation. */
function beforeTranspose(weights: Value): { readonly source: Value; readonly perm: readonly number[] } {
  const { type, inputs = [], attributes = {} } = weights.node ?? {};
  const [source] = inputs;
  const { perm } = attributes;
  if (type === 'Transpose' && source && Array.isArray(perm)) return { source, perm: perm.map(Number) };
  return { source: weights, perm: weights.shape.map((_, axis) => axis) };
}

/** The source of filters in NCHWc, where it is a batch of images: the channel becomes oc, the batch ic. */
function asImages(rewriter: LayoutRewriter, source: Value, perm: readonly number[]): Value | undefined {
  const { graph, block } = rewriter;
  const is = (order: readonly number[]): boolean => perm.every((axis, at) => axis === order[at]);
  if (is([1, 0, 2, 3])) return rewriter.nchwc(source);
  const [batch = 1, height = 1, width = 1, channels = 1] = source.shape;
  if (is([3, 0, 1, 2])) return nhwcToNchwc(graph, rewriter.original(source), [batch, channels, height, width], block);
  return undefined;
}

/**
 * Filters from a batch of images in NCHWc. ReorderInput makes the elements of a block of images contiguous, as it otherwise does with
 * channels.
 */
function filtersFromImages({ graph, block }: LayoutRewriter, images: Value): Value {
  const [within = 1, out = 1, ...space] = images.shape;
  const inner = within < block ? 1 : block;
  const [outer, places] = [within / inner, out * sizeOf(space)];
  const rows = reshape(graph, images, [outer, inner, 1, places]);
  const together =
    inner === 1 ? rows : nchwcOp(graph, 'ReorderInput', [rows], [outer, places, inner, 1], { channels_last: 1 });
  const blocks = reshape(graph, together, [outer, out / block, inner * block * sizeOf(space)]);
  return reshape(graph, transpose(graph, blocks, [1, 0, 2]), [out, within, ...space]);
}
