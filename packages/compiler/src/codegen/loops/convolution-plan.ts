import { width } from '../wasm/simd.ts';
import type { Axis } from '../strided-view.ts';
import { type Layout, layoutOf, roomOf } from './pack-image.ts';
import { type FilterSteps, type LyingFilters, packedSteps } from './pack-filters.ts';
import { greatestDivisor, type Phase, phasesOf, reachOf, type WindowAxis } from './phases.ts';

/** A convolution, or a transposed one. */
export interface Convolution {
  /** How many pictures. */
  readonly batch: number;
  /** In how many groups the channels fall. */
  readonly groups: number;
  /** Channels of a group of what the window looks at. */
  readonly inputs: number;
  /** Channels of a group of what comes of it. */
  readonly outputs: number;
  /** How the window moves. */
  readonly axes: readonly WindowAxis[];
  /** Whether it is transposed. */
  readonly isTransposed: boolean;
  /** Numbers from one picture to the next. */
  readonly picture: number;
  /** Numbers from one channel to the next. */
  readonly channel: number;
  /** The axes of a picture; the last one may be several here. */
  readonly space: readonly Axis[];
  /** How filters lie. */
  readonly filter: FilterSteps;
}

/** How a convolution is gone about. */
export interface ConvolutionPlan extends Convolution {
  /** The results along each axis, by the places of the window that they look through. */
  readonly phases: readonly (readonly Phase[])[];
  /** How pictures lie when they are looked at. */
  readonly layout: Layout;
  /** Whether that is another way than they lie. */
  readonly isLaidOut: boolean;
  /** Channels that are gone through at once. */
  readonly channels: number;
  /** How filters lie when they are used. */
  readonly lying: LyingFilters;
  /** How many bytes filters take that are packed. */
  readonly packed: number;
  /** How many bytes are used besides. */
  readonly scratch: number;
}

/** Filters that are used at once, for eight neighbours; and for four, where there are no more. */
const [fewRows, mostRows] = [4, 6];
/** Results in a line that are so few that more filters are used at once. */
const fewResults = 4;
/** Channels are gone through in parts when all of them would take more bytes than a cache near the processor has. */
const mostBytes = 192 * 1024;
/** The same of what is looked at again and again, and the nearest cache. */
const mostNearBytes = 32 * 1024;
/** For so few results filters are not looked at again often enough for the nearest cache to matter. */
const fewTimes = 16;
/** Numbers of a line of a cache. */
const cacheLine = 16;
/** There are at least as many products in each sum of such a part. */
const fewProducts = 128;

/**
 * Finds out how to go about a convolution.
 *
 * @param convolution - The convolution.
 */
export function planOf(convolution: Convolution): ConvolutionPlan {
  const { axes, isTransposed, space, channel, groups, filter } = convolution;
  const phases = axes.map((axis) => phasesOf(axis, isTransposed));
  const last = phases.at(-1) ?? [];
  const lengths = axes.map(({ input }) => input);
  const reach = reachOf(last);
  const stride = last[0]?.stride ?? 1;
  const isLaidOut =
    [space.length > axes.length, space.at(-1)?.stride !== 1, stride > 1, reach.first < 0].includes(true) ||
    reach.last >= (lengths.at(-1) ?? 1);
  const pitches = space.slice(0, -1).map((axis) => axis.stride);
  const layout = isLaidOut
    ? layoutOf(lengths, stride, reach)
    : { before: 0, stride: 1, part: 0, plane: channel, pitches };
  const isNarrow = last.every(({ results }) => results <= fewResults);
  const together = isNarrow ? mostRows : fewRows;
  const isPacked = filter.in !== 1 && filter.taps.at(-1) !== 1;
  const lying = isPacked ? packedSteps(convolution, together) : { ...filter, row: filter.out, together };
  const channels = channelsAtOnce(convolution, layout);
  const packed = isPacked ? groups * lying.group * width : 0;
  const scratch = packed + (isLaidOut ? roomOf(layout, channels) * width : 0);
  return { ...convolution, phases, layout, isLaidOut, channels, lying, packed, scratch };
}

/** How many channels are gone through at once. */
function channelsAtOnce({ inputs, axes, isTransposed }: Convolution, layout: Layout): number {
  const sizeOf = (of: (axis: WindowAxis) => number): number => axes.reduce((size, axis) => size * of(axis), 1);
  const [taps, window] = [sizeOf((axis) => axis.taps), axes.at(-1)?.taps ?? 1];
  const seen = (taps / window) * Math.min(layout.pitches.at(-1) ?? layout.plane, window * cacheLine) + fewRows * taps;
  const again = sizeOf(({ output }) => output) > fewTimes ? seen * width : 0;
  const isLittle = (count: number): boolean =>
    count * layout.plane * width <= mostBytes && count * again <= mostNearBytes;
  if (isTransposed || isLittle(inputs)) return inputs;
  const counts = Array.from({ length: inputs }, (_, index) => index + 1);
  const enough = counts.filter((count) => greatestDivisor(inputs, count) === count && count * taps >= fewProducts);
  return enough.findLast(isLittle) ?? enough[0] ?? inputs;
}
