import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { filtersInBlocks } from './filters.ts';
import { listOf } from './attribute-list.ts';
import { blockedOp } from './nchwc-op.ts';
import { padded } from './padding.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/** Below so many multiplications a convolution is done before its numbers could be laid out anew. */
export const leastWork = 2 ** 22;
/** So many multiplications for each number that is read or written pay for laying it out anew. */
const leastWorkPerNumber = 16;
/** The filters that are read again for every few places: so many numbers at most, or else they come from memory each time. */
const mostFilters = 2 ** 20;
/** So many blocks of filters ONNX Runtime applies at once. */
const blocksAtOnce = 4;

/**
 * A convolution of pictures in blocks of channels; pictures of few channels are read as they are.
 *
 * @param rewriting - What was recorded before.
 * @param node - The convolution.
 */
export function convolution(rewriting: Rewriting, { inputs, outputs, attributes }: Node): Forms | undefined {
  const { graph, block } = rewriting;
  const [x, weights, bias] = inputs;
  const [y] = outputs;
  if (!x || !weights || !y || !pays(rewriting, x, weights, y) || (attributes.group ?? 1) !== 1) return undefined;
  const movement = {
    kernel_shape: weights.shape.slice(2),
    strides: listOf(attributes.strides, [1, 1]),
    dilations: listOf(attributes.dilations, [1, 1]),
    pads: listOf(attributes.pads, [0, 0, 0, 0]),
  };
  const isWhole = (x.shape[1] ?? 0) >= block;
  const given = isWhole ? { x: rewriting.blocked(x), sideBySide: block } : { x: rewriting.plain(x), sideBySide: 1 };
  const [pictures, pads] = padded(graph, given, y.shape, movement);
  const operands = [pictures, filtersInBlocks(rewriting, weights), ...(bias ? [rewriting.plain(bias)] : [])];
  return { blocked: blockedOp(graph, 'Conv', operands, y.shape, { ...movement, pads }) };
}

/** Whether the channels fall into whole blocks, and there is work enough, but not for filters that are too large. */
function pays(rewriting: Rewriting, x: Value, weights: Value, y: Value): boolean {
  const { block } = rewriting;
  const [filters = 1, channels = 1, ...kernel] = weights.shape;
  if (kernel.length !== 2 || filters % block !== 0 || (channels % block !== 0 && channels > block)) return false;
  const filtersAtOnce = Math.min(filters, block * blocksAtOnce);
  if (filtersAtOnce * Math.min(channels, block) * sizeOf(kernel) > mostFilters) return false;
  const work = sizeOf(y.shape) * channels * sizeOf(kernel);
  const moved = sizeOf(y.shape) + (rewriting.isBlocked(x) ? 0 : sizeOf(x.shape));
  return work >= Math.max(leastWork, leastWorkPerNumber * moved);
}
