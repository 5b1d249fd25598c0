import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { filtersToNchwc } from './filters.ts';
import { attributeList } from './attribute-list.ts';
import { nchwcOp } from './nchwc-op.ts';
import { padWidth } from './padding.ts';
import type { Layouts, LayoutRewriter } from './layout-rewriter.ts';

/** Smaller convolutions take less time than changing the layout of their input. */
export const minMultiplies = 2 ** 22;
/** Multiplications for each element that is read or written that pay for changing its layout. */
const minMultipliesPerElement = 16;
/** Filters that are read again for every few outputs: more elements do not stay in the cache. */
const maxFilterElements = 2 ** 20;
/** Blocks of filters that ONNX Runtime's kernel applies at once. */
const blocksPerKernel = 4;

/**
 * A convolution in the NCHWc layout; an input of fewer channels than a block is read as NCHW.
 *
 * @param rewriter - The graph so far.
 * @param node - The convolution.
 */
export function convolution(rewriter: LayoutRewriter, { inputs, outputs, attributes }: Node): Layouts | undefined {
  const { graph, block } = rewriter;
  const [x, weights, bias] = inputs;
  const [y] = outputs;
  if (!x || !weights || !y || !isProfitable(rewriter, x, weights, y) || (attributes.group ?? 1) !== 1) return undefined;
  const movement = {
    kernel_shape: weights.shape.slice(2),
    strides: attributeList(attributes.strides, [1, 1]),
    dilations: attributeList(attributes.dilations, [1, 1]),
    pads: attributeList(attributes.pads, [0, 0, 0, 0]),
  };
  const isWhole = (x.shape[1] ?? 0) >= block;
  const given = isWhole ? { x: rewriter.nchwc(x), channelBlock: block } : { x: rewriter.original(x), channelBlock: 1 };
  const [images, pads] = padWidth(graph, given, y.shape, movement);
  const operands = [images, filtersToNchwc(rewriter, weights), ...(bias ? [rewriter.original(bias)] : [])];
  return { nchwc: nchwcOp(graph, 'Conv', operands, y.shape, { ...movement, pads }) };
}

/** Whether the channels are whole blocks, the work pays for the change of layout, and the filters fit in the cache. */
function isProfitable(rewriter: LayoutRewriter, x: Value, weights: Value, y: Value): boolean {
  const { block } = rewriter;
  const [filters = 1, channels = 1, ...kernel] = weights.shape;
  if (kernel.length !== 2 || filters % block !== 0 || (channels % block !== 0 && channels > block)) return false;
  const filtersAtOnce = Math.min(filters, block * blocksPerKernel);
  if (filtersAtOnce * Math.min(channels, block) * sizeOf(kernel) > maxFilterElements) return false;
  const work = sizeOf(y.shape) * channels * sizeOf(kernel);
  const moved = sizeOf(y.shape) + (rewriter.hasNchwc(x) ? 0 : sizeOf(x.shape));
  return work >= Math.max(minMultiplies, minMultipliesPerElement * moved);
}
