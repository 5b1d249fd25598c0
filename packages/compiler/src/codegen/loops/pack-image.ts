import { sizeOf } from '../../host-tensor.ts';
import { type Code, type Local, plus } from '../wasm/code.ts';
import { vectorLoops } from '../wasm/loop-nest.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes, loadLanes } from '../wasm/load-store.ts';
import { width } from '../wasm/simd.ts';
import type { InputRange } from './input-range.ts';
import { type Axis, rowMajorStrides } from '../strided-view.ts';

/**
 * The layout of an image in which neighbouring outputs read neighbouring elements: each row has its padding, and a row that is read with a
 * stride s is de-interleaved into s parts, of the elements whose index has the same remainder by s.
 */
export interface ImageLayout {
  /** Zeros before each row. */
  readonly padding: number;
  /** In how many parts a row is de-interleaved: the stride of the convolution. */
  readonly stride: number;
  /** Elements from one part of a row to the next. */
  readonly partLength: number;
  /** Elements from one channel to the next. */
  readonly channelStride: number;
  /** Elements from one index to the next along each spatial axis before the last. */
  readonly rowStrides: readonly number[];
}

/** Elements that a load may read beyond the end of a row. */
const slack = 4;

/**
 * The layout of a packed image.
 *
 * @param lengths - Lengths of the spatial axes.
 * @param stride - Distance, along the last axis, of the elements that neighbouring outputs read.
 * @param range - The first and the last element of a row that are read.
 */
export function packedImageLayout(
  lengths: readonly number[],
  stride: number,
  { first, last }: InputRange,
): ImageLayout {
  const padding = Math.max(0, -first);
  const length = padding + Math.max(lengths.at(-1) ?? 1, last + 1);
  const partLength = Math.ceil(length / stride);
  const rowStrides: number[] = [];
  let channelStride = partLength * stride;
  for (const count of lengths.slice(0, -1).reverse()) {
    rowStrides.unshift(channelStride);
    channelStride *= count;
  }
  return { padding, stride, partLength, channelStride, rowStrides };
}

/**
 * The offset of an element in a packed row.
 *
 * @param layout - The layout.
 * @param element - Its index in the row; below 0 in the padding.
 */
export function packedOffset({ padding, stride, partLength }: ImageLayout, element: number): number {
  const index = padding + element;
  return (index % stride) * partLength + Math.floor(index / stride);
}

/**
 * The size of packed channels, in elements.
 *
 * @param layout - The layout.
 * @param channels - How many channels.
 */
export function packedImageSize({ channelStride }: ImageLayout, channels: number): number {
  return channelStride * channels + slack;
}

/** Channels of an image to pack. */
export interface ImageToPack {
  /** The layout when they are packed. */
  readonly layout: ImageLayout;
  /** Their axes in memory: the channel, the spatial axes before the last, and the last, which may be several axes. */
  readonly axes: readonly Axis[];
  /** How many of the axes are the last spatial axis. */
  readonly last: number;
  /** The parts of a row that are read. */
  readonly used: ReadonlySet<number>;
}

/**
 * Packs channels of an image. The padding is not written: it must be 0.
 *
 * @param routine - The function.
 * @param image - The channels.
 * @param at - Pointers to the image and to the packed image.
 */
export function packImage(
  routine: FunctionBuilder,
  { layout, axes, last, used }: ImageToPack,
  at: { from: Local; to: Local },
): Code {
  const { padding, stride, partLength, channelStride, rowStrides } = layout;
  const [from, to] = [routine.index(), routine.index()];
  const row = axes.slice(-last);
  const length = sizeOf(row.map((axis) => axis.length));
  return [...used].map((part) => {
    const begin = Math.max(0, Math.ceil((padding - part) / stride));
    const end = Math.floor((length - 1 + padding - part) / stride);
    const first = begin * stride + part - padding;
    const only = row.length === 1 ? row[0] : undefined;
    const read = only ? [{ length: end - begin + 1, stride: only.stride * stride }] : row;
    if (end < begin) return [];
    const steps = rowMajorStrides(read.map((axis) => axis.length));
    const all = [...axes.slice(0, -last), ...read];
    const pointers = [
      { pointer: from, steps: all.map((axis) => axis.stride * width) },
      { pointer: to, steps: [channelStride, ...rowStrides, ...steps].map((step) => step * width) },
    ];
    const step = pointers[0]?.steps.at(-1) ?? width;
    const work = (count: number): Code =>
      storeLanes(routine, 'float32', loadLanes('float32', from.get, step, count), {
        address: to.get,
        steps: width,
        count,
      });
    return [
      [at.from.get, plus(first * (only?.stride ?? 0) * width), from.set],
      [at.to.get, plus((part * partLength + begin) * width), to.set],
      vectorLoops(
        routine,
        all.map((axis) => axis.length),
        pointers,
        { before: [], work },
      ),
    ];
  });
}
