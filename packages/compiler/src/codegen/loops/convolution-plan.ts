import { type ConvolutionAxis, greatestCommonDivisor, type Phase, phasesOf } from '../../sub-pixel-phases.ts';
import type { Axis } from '../strided-view.ts';
import { width } from '../wasm/simd.ts';
import { inputRange } from './input-range.ts';
import { type FilterStrides, type PackedFilterStrides, packedFilterStrides } from './pack-filters.ts';
import { type ImageLayout, packedImageLayout, packedImageSize } from './pack-image.ts';

/** A convolution, or a transposed convolution. */
export interface Convolution {
  /** Images of the batch. */
  readonly batch: number;
  /** Groups of channels. */
  readonly groups: number;
  /** Input channels of a group (ic). */
  readonly inputChannels: number;
  /** Output channels of a group (oc). */
  readonly outputChannels: number;
  /** The spatial axes. */
  readonly axes: readonly ConvolutionAxis[];
  /** Whether it is transposed. */
  readonly isTransposed: boolean;
  /** Elements from one image of the input to the next. */
  readonly imageStride: number;
  /** Elements from one channel of the input to the next. */
  readonly channelStride: number;
  /** The spatial axes of the input in memory; the last one may be several axes here. */
  readonly space: readonly Axis[];
  /** The layout of the filters. */
  readonly filter: FilterStrides;
}

/** How a convolution is computed: tile sizes and what is packed. */
export interface ConvolutionPlan extends Convolution {
  /** The phases along each axis. */
  readonly phases: readonly (readonly Phase[])[];
  /** The layout of the input when it is read: packed or as it is. */
  readonly layout: ImageLayout;
  /** Whether each image is packed first. */
  readonly packsImage: boolean;
  /** Input channels in a tile of ic. */
  readonly channelTile: number;
  /** The layout of the filters when they are read: packed or as they are. */
  readonly filterLayout: PackedFilterStrides;
  /** Bytes of the packed filters; 0 when they are not packed. */
  readonly packedFilterBytes: number;
  /** Bytes of scratch memory. */
  readonly scratch: number;
}

/** Filters in a tile of oc: for eight neighbouring outputs, and for four where a row has no more. */
const [fewFilters, manyFilters] = [4, 6];
/** Up to so many outputs in a row, a tile has more filters. */
const fewOutputs = 4;
/** Input channels are tiled when all of them take more bytes than the L2 cache holds. */
const maxTileBytes = 192 * 1024;
/** The same of what is read again for every row, and the L1 cache. */
const maxL1Bytes = 32 * 1024;
/** For so few outputs the L1 cache does not matter. */
const fewReuses = 16;
/** Elements of a cache line. */
const cacheLineElements = 16;
/** Each partial sum over a tile of channels has at least so many products. */
const minProducts = 128;

/**
 * Chooses tile sizes for a convolution, and whether its input and filters are packed.
 *
 * @param convolution - The convolution.
 */
export function planConvolution(convolution: Convolution): ConvolutionPlan {
  const { axes, isTransposed, space, channelStride, groups, filter } = convolution;
  const phases = axes.map((axis) => phasesOf(axis, isTransposed));
  const widthPhases = phases.at(-1) ?? [];
  const lengths = axes.map(({ input }) => input);
  const range = inputRange(widthPhases);
  const stride = widthPhases[0]?.inputStride ?? 1;
  // Neighbouring outputs must read neighbouring elements, also in the padding.
  const packsImage =
    [space.length > axes.length, space.at(-1)?.stride !== 1, stride > 1, range.first < 0].includes(true) ||
    range.last >= (lengths.at(-1) ?? 1);
  const rowStrides = space.slice(0, -1).map((axis) => axis.stride);
  const layout = packsImage
    ? packedImageLayout(lengths, stride, range)
    : { padding: 0, stride: 1, partLength: 0, channelStride, rowStrides };
  const isNarrow = widthPhases.every(({ outputs }) => outputs <= fewOutputs);
  const filtersAtOnce = isNarrow ? manyFilters : fewFilters;
  const packsFilters = filter.in !== 1 && filter.positions.at(-1) !== 1;
  const filterLayout = packsFilters
    ? packedFilterStrides(convolution, filtersAtOnce)
    : { ...filter, filter: filter.out, filtersAtOnce };
  const channelTile = chooseChannelTile(convolution, layout);
  const packedFilterBytes = packsFilters ? groups * filterLayout.group * width : 0;
  const scratch = packedFilterBytes + (packsImage ? packedImageSize(layout, channelTile) * width : 0);
  return { ...convolution, phases, layout, packsImage, channelTile, filterLayout, packedFilterBytes, scratch };
}

/** The largest divisor of the input channels whose working set fits in the caches. */
function chooseChannelTile({ inputChannels, axes, isTransposed }: Convolution, layout: ImageLayout): number {
  const sizeOf = (of: (axis: ConvolutionAxis) => number): number => axes.reduce((size, axis) => size * of(axis), 1);
  const [kernelSize, kernelWidth] = [sizeOf((axis) => axis.kernel), axes.at(-1)?.kernel ?? 1];
  const rowElements = Math.min(layout.rowStrides.at(-1) ?? layout.channelStride, kernelWidth * cacheLineElements);
  const read = (kernelSize / kernelWidth) * rowElements + fewFilters * kernelSize;
  const readAgain = sizeOf(({ output }) => output) > fewReuses ? read * width : 0;
  const fits = (channels: number): boolean =>
    channels * layout.channelStride * width <= maxTileBytes && channels * readAgain <= maxL1Bytes;
  if (isTransposed || fits(inputChannels)) return inputChannels;
  const counts = Array.from({ length: inputChannels }, (_, index) => index + 1);
  const tiles = counts.filter(
    (count) => greatestCommonDivisor(inputChannels, count) === count && count * kernelSize >= minProducts,
  );
  return tiles.findLast(fits) ?? tiles[0] ?? inputChannels;
}
