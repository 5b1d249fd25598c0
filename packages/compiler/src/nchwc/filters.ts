import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { reshape, transpose } from '../kernels/shapes.ts';
import { lastIntoBlocks } from './layouts.ts';
import { blockedOp } from './nchwc-op.ts';
import type { Rewriting } from './layout-rewriter.ts';

/**
 * Filters as a convolution of blocks reads them: [out / block, in / block, H, W, block of in, block of out]; with fewer in than
 * a block, [out / block, in, H, W, block of out].
 *
 * @param rewriting - What was recorded before.
 * @param weights - The filters in the old graph: [out, in, H, W].
 */
export function filtersInBlocks(rewriting: Rewriting, weights: Value): Value {
  const { graph, block } = rewriting;
  const { source, perm } = beforeTurn(weights);
  const [out = 0, within = 1, ...space] = perm;
  const inner = (source.shape[within] ?? 1) < block ? 1 : block;
  const pictures = asPictures(rewriting, source, perm);
  if (pictures) return ofPictures(rewriting, pictures);

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
  return reshape(graph, transpose(graph, reshape(graph, rewriting.plain(source), parts), order), weights.shape);
}

/** What filters were before their axes were put in this order. */
function beforeTurn(weights: Value): { readonly source: Value; readonly perm: readonly number[] } {
  const { type, inputs = [], attributes = {} } = weights.node ?? {};
  const [source] = inputs;
  const { perm } = attributes;
  if (type === 'Transpose' && source && Array.isArray(perm)) return { source, perm: perm.map(Number) };
  return { source: weights, perm: weights.shape.map((_, axis) => axis) };
}

/** The source of filters in blocks of channels, where it is pictures: their channel becomes the filter, their number the channel. */
function asPictures(rewriting: Rewriting, source: Value, perm: readonly number[]): Value | undefined {
  const { graph, block } = rewriting;
  const is = (order: readonly number[]): boolean => perm.every((axis, at) => axis === order[at]);
  if (is([1, 0, 2, 3])) return rewriting.blocked(source);
  const [batch = 1, height = 1, width = 1, channels = 1] = source.shape;
  if (is([3, 0, 1, 2])) return lastIntoBlocks(graph, rewriting.plain(source), [batch, channels, height, width], block);
  return undefined;
}

/**
 * Filters of pictures, by way of blocks of their channels. To put the numbers of a block of pictures side by side is what ReorderInput does
 * to channels.
 */
function ofPictures({ graph, block }: Rewriting, pictures: Value): Value {
  const [within = 1, out = 1, ...space] = pictures.shape;
  const inner = within < block ? 1 : block;
  const [outer, places] = [within / inner, out * sizeOf(space)];
  const rows = reshape(graph, pictures, [outer, inner, 1, places]);
  const together =
    inner === 1 ? rows : blockedOp(graph, 'ReorderInput', [rows], [outer, places, inner, 1], { channels_last: 1 });
  const blocks = reshape(graph, together, [outer, out / block, inner * block * sizeOf(space)]);
  return reshape(graph, transpose(graph, blocks, [1, 0, 2]), [out, within, ...space]);
}
