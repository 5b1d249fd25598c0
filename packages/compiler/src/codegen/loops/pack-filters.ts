import { sizeOf } from '../../host-tensor.ts';
import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import { vectorLoops } from '../wasm/loop-nest.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes, loadLanes } from '../wasm/load-store.ts';
import { width } from '../wasm/simd.ts';
import { rowMajorStrides } from '../strided-view.ts';
import type { ConvolutionAxis } from '../../sub-pixel-phases.ts';

/** The layout of filters: strides, in elements. */
export interface FilterStrides {
  /** Along the output channels (oc), within a group. */
  readonly out: number;
  /** Along the input channels (ic). */
  readonly in: number;
  /** Along each axis of the kernel. */
  readonly positions: readonly number[];
  /** From one group to the next. */
  readonly group: number;
}

/** The layout of filters when they are read. */
export interface PackedFilterStrides extends FilterStrides {
  /** Elements from one filter of a tile to the next. */
  readonly filter: number;
  /** Filters in a tile. */
  readonly filtersAtOnce: number;
}

/** The sizes of a convolution. */
interface Sizes {
  readonly inputChannels: number;
  readonly outputChannels: number;
  readonly axes: readonly ConvolutionAxis[];
}

/**
 * The layout of packed filters: [oc / filtersAtOnce, ic, kernel position, filtersAtOnce].
 *
 * @param sizes - The sizes of the convolution.
 * @param filtersAtOnce - Filters in a tile.
 */
export function packedFilterStrides(
  { inputChannels, outputChannels, axes }: Sizes,
  filtersAtOnce: number,
): PackedFilterStrides {
  const kernel = axes.map((axis) => axis.kernel);
  const kernelSize = sizeOf(kernel);
  return {
    filter: 1,
    out: inputChannels * kernelSize,
    in: kernelSize * filtersAtOnce,
    positions: rowMajorStrides(kernel).map((step) => step * filtersAtOnce),
    filtersAtOnce,
    group: Math.ceil(outputChannels / filtersAtOnce) * filtersAtOnce * inputChannels * kernelSize,
  };
}

/** Filters to pack. */
interface Packing extends Sizes {
  readonly groups: number;
  /** Their layout. */
  readonly filter: FilterStrides;
  /** Their layout when they are packed. */
  readonly filterLayout: PackedFilterStrides;
}

/**
 * Packs filters: interleaves those of a tile, so that their weights for one kernel position are contiguous.
 *
 * @param routine - The function.
 * @param packing - The filters.
 * @param at - Pointers to the filters and to the packed filters.
 */
export function packFilters(routine: FunctionBuilder, packing: Packing, at: { from: Local; to: Local }): Code {
  const { groups, inputChannels, outputChannels, axes, filter, filterLayout } = packing;
  const { filtersAtOnce } = filterLayout;
  const [group, groupTo, from, to] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const [tile, tileTo] = [routine.index(), routine.index()];
  const pointers = [
    { pointer: from, steps: [filter.in, ...filter.positions, filter.out].map((step) => step * width) },
    {
      pointer: to,
      steps: [filterLayout.in, ...filterLayout.positions, filterLayout.filter].map((step) => step * width),
    },
  ];
  const work = (count: number): Code =>
    storeLanes(routine, 'float32', loadLanes('float32', from.get, filter.out * width, count), {
      address: to.get,
      steps: width,
      count,
    });
  const packTile = (filters: number): Code => [
    [tile.get, from.set, tileTo.get, to.set],
    vectorLoops(routine, [inputChannels, ...axes.map(({ kernel }) => kernel), filters], pointers, { before: [], work }),
  ];
  return [
    [at.from.get, group.set, at.to.get, groupTo.set],
    repeat(routine.index(), groups, [
      [group.get, tile.set, groupTo.get, tileTo.set],
      repeat(routine.index(), Math.floor(outputChannels / filtersAtOnce), [
        packTile(filtersAtOnce),
        [advance(tile, filtersAtOnce * filter.out * width), advance(tileTo, filtersAtOnce * filterLayout.out * width)],
      ]),
      outputChannels % filtersAtOnce > 0 ? packTile(outputChannels % filtersAtOnce) : [],
      [advance(group, filter.group * width), advance(groupTo, filterLayout.group * width)],
    ]),
  ];
}
