import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { pad, reshape } from '../kernels/shapes.ts';

/** ONNX's attributes of a convolution. */
export interface WindowAttributes {
  /** Lengths of the kernel. */
  readonly kernel_shape: readonly number[];
  /** Strides. */
  readonly strides: readonly number[];
  /** Dilations. */
  readonly dilations: readonly number[];
  /** Padding: before along each axis, then after. */
  readonly pads: readonly number[];
}

/** The share of a row's outputs that may read padding, before the input is padded explicitly. */
const maxOutside = 1 / 4;

/** Images, and how many channels of them are contiguous: one, or a block. */
export interface Images {
  /** The images. */
  readonly x: Value;
  /** Contiguous channels. */
  readonly channelBlock: number;
}

/**
 * Pads images explicitly on the left and right where many outputs read padding: ONNX Runtime computes such outputs one by one, and
 * all others six at a time.
 *
 * @param graph - The graph.
 * @param images - The images.
 * @param output - The shape of the convolution's output.
 * @param attributes - The attributes of the convolution.
 * @returns The images, and the padding that is left.
 */
export function padWidth(
  graph: Graph,
  { x, channelBlock }: Images,
  output: readonly number[],
  { kernel_shape: kernel, strides, dilations, pads }: WindowAttributes,
): readonly [Value, readonly number[]] {
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  const outputs = output[3] ?? 1;
  const span = ((kernel[1] ?? 1) - 1) * (dilations[1] ?? 1) + 1;
  const inside = Math.max(0, Math.floor((width - span) / (strides[1] ?? 1)) + 1);
  if (outputs - inside <= maxOutside * outputs) return [x, pads];
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  const rows = reshape(graph, x, [sizeOf([batch, channels, height]) / channelBlock, width * channelBlock]);
  const none = [0, 0] as const;
  const zero = { mode: 'constant', value: graph.scalarConstant(0, [], x.dtype) };
  const wide = pad(graph, rows, [none, [left * channelBlock, right * channelBlock]], zero);
  return [reshape(graph, wide, [batch, channels, height, left + width + right]), [top, 0, bottom, 0]];
}
