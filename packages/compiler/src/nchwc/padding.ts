import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { pad, reshape } from '../kernels/shapes.ts';

/** How a window moves over pictures, as ONNX says it. */
export interface Movement {
  /** Lengths of the window. */
  readonly kernel_shape: readonly number[];
  /** By how much it moves. */
  readonly strides: readonly number[];
  /** How far apart its places lie. */
  readonly dilations: readonly number[];
  /** Zeros around the pictures: those before along each axis, then those behind. */
  readonly pads: readonly number[];
}

/** The share of a row's places from which on zeros are added beforehand. */
const mostOutside = 1 / 4;

/** Pictures, and how many channels of them lie side by side: one, or a block. */
export interface Pictures {
  /** The pictures. */
  readonly x: Value;
  /** How many channels lie side by side. */
  readonly sideBySide: number;
}

/**
 * Pictures with zeros to their left and right, where many places of a window look at these: ONNX Runtime computes such places
 * one by one, and all others six at a time.
 *
 * @param graph - The graph.
 * @param pictures - The pictures.
 * @param output - The shape of what the window gives.
 * @param movement - How the window moves.
 * @returns The pictures, and what padding is left to do.
 */
export function padded(
  graph: Graph,
  { x, sideBySide }: Pictures,
  output: readonly number[],
  { kernel_shape: kernel, strides, dilations, pads }: Movement,
): readonly [Value, readonly number[]] {
  const [batch = 1, channels = 1, height = 1, width = 1] = x.shape;
  const places = output[3] ?? 1;
  const span = ((kernel[1] ?? 1) - 1) * (dilations[1] ?? 1) + 1;
  const inside = Math.max(0, Math.floor((width - span) / (strides[1] ?? 1)) + 1);
  if (places - inside <= mostOutside * places) return [x, pads];
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  const rows = reshape(graph, x, [sizeOf([batch, channels, height]) / sideBySide, width * sideBySide]);
  const none = [0, 0] as const;
  const zero = { mode: 'constant', value: graph.splat(0, [], x.dtype) };
  const wide = pad(graph, rows, [none, [left * sideBySide, right * sideBySide]], zero);
  return [reshape(graph, wide, [batch, channels, height, left + width + right]), [top, 0, bottom, 0]];
}
