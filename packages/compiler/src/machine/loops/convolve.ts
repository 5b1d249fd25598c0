import { advance, type Callee, type Code, fill, integer, type Local, plus, repeat } from '../../web-assembly/code.ts';
import { nest } from '../../web-assembly/nest.ts';
import type { Routine } from '../../web-assembly/routine.ts';
import { put } from '../../web-assembly/take-and-put.ts';
import { loadSplat, width } from '../../web-assembly/vector.ts';
import type { Axis } from '../axes.ts';
import { convolveLines } from './convolve-lines.ts';
import { layOut, type Layout, layoutOf, roomOf } from './lay-out.ts';
import { type FilterSteps, type LyingFilters, packFilters, packedSteps } from './pack-filters.ts';
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

/** Where everything is. */
export interface Places {
  /** The pictures. */
  readonly x: Local;
  /** The filters. */
  readonly w: Local;
  /** What is added for each channel. */
  readonly bias?: Local;
  /** What comes of it. */
  readonly y: Local;
  /** Bytes that may be used besides. */
  readonly scratch: Local;
}

/** Channels that take more bytes than these are gone through in parts, so that these stay in the caches near the processor. */
const mostBytes = 192 * 1024;
/** There are at least as many products in each sum of such a part. */
const fewProducts = 128;

/** How a convolution is gone about. */
export interface Plan extends Convolution {
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

/**
 * Finds out how to go about a convolution.
 *
 * @param convolution - The convolution.
 */
export function planOf(convolution: Convolution): Plan {
  const { axes, isTransposed, space, channel, groups, inputs, outputs, filter } = convolution;
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
  const taps = axes.map((axis) => axis.taps);
  const all = taps.reduce((product, count) => product * count, 1);
  const isPacked = filter.in !== 1 && filter.taps.at(-1) !== 1;
  const lying = isPacked ? packedSteps({ inputs, outputs, taps }) : { ...filter, row: filter.out };
  const channels = channelsAtOnce(convolution, layout.plane * width, all);
  const packed = isPacked ? groups * lying.group * width : 0;
  const scratch = packed + (isLaidOut ? roomOf(layout, channels) * width : 0);
  return { ...convolution, phases, layout, isLaidOut, channels, lying, packed, scratch };
}

/** How many channels are gone through at once. */
function channelsAtOnce({ inputs, isTransposed }: Convolution, bytes: number, taps: number): number {
  if (isTransposed || inputs * bytes <= mostBytes) return inputs;
  const counts = Array.from({ length: inputs }, (_, index) => index + 1);
  const enough = counts.filter((count) => greatestDivisor(inputs, count) === count && count * taps >= fewProducts);
  return enough.findLast((count) => count * bytes <= mostBytes) ?? enough[0] ?? inputs;
}

/**
 * Computes a convolution: a few filters at a time, for results next to each other. Pictures are laid out anew, one at a time, where
 * what such results look at does not lie next to each other.
 *
 * @param routine - The function that does.
 * @param plan - How to go about it.
 * @param at - Where everything is; left as it is.
 */
export function convolve(routine: Routine, plan: Plan, at: Places): Code {
  const { batch, groups, inputs, outputs, channels, picture, channel, axes, layout, isLaidOut, lying, packed } = plan;
  const [results, taps] = [axes.map(({ output }) => output), axes.map((axis) => axis.taps)];
  const size = results.reduce((product, length) => product * length, 1);
  const blocks = inputs / channels;
  const [pictures, from, w, y] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const [filters, lines] = [routine.index(), routine.index()];
  const bias = at.bias && { bias: routine.index() };
  const lengths = axes.map(({ input }) => input);
  const all = { lengths, results, layout, filter: lying, channels, outputs, adds: blocks > 1 };
  const rows = new Map<string, Callee>();
  const block = [
    isLaidOut ? layOutAll(routine, plan, { from, to: lines }) : [],
    combinations(plan.phases).map((phases) =>
      convolveLines(routine, { ...all, phases, rows }, { x: isLaidOut ? lines : from, w, y, ...bias }),
    ),
  ];
  return [
    packed > 0 ? packFilters(routine, { ...plan, taps }, { from: at.w, to: at.scratch }) : [],
    [at.scratch.get, plus(packed), lines.set],
    isLaidOut ? [lines.get, integer(0), integer(roomOf(layout, channels) * width), fill] : [],
    blocks > 1 ? begin(routine, { batch, channels: groups * outputs, size }, at) : [],
    [(packed > 0 ? at.scratch : at.w).get, filters.set, at.x.get, pictures.set, at.y.get, y.set],
    repeat(routine.index(), batch, [
      [filters.get, w.set, pictures.get, from.set],
      at.bias && bias ? [at.bias.get, bias.bias.set] : [],
      repeat(routine.index(), groups, [
        repeat(routine.index(), blocks, [
          block,
          [advance(from, channels * channel * width), advance(w, channels * lying.in * width)],
        ]),
        [advance(w, (lying.group - inputs * lying.in) * width), advance(y, outputs * size * width)],
        bias ? advance(bias.bias, outputs * width) : [],
      ]),
      advance(pictures, picture * width),
    ]),
  ];
}

function layOutAll(routine: Routine, plan: Plan, at: { from: Local; to: Local }): Code {
  const { axes, space, layout, channels, channel } = plan;
  const seen = (plan.phases.at(-1) ?? []).flatMap(({ taps, place, dilation }) =>
    Array.from({ length: taps }, (_, tap) => (layout.before + place + tap * dilation) % layout.stride),
  );
  const pictures = [{ length: channels, stride: channel }, ...space];
  const last = space.length - axes.length + 1;
  return layOut(routine, { layout, axes: pictures, last, used: new Set(seen) }, at);
}

/** One of each list, in every way. */
function combinations(lists: readonly (readonly Phase[])[]): readonly (readonly Phase[])[] {
  return lists.reduce<readonly (readonly Phase[])[]>(
    (all, own) => all.flatMap((before) => own.map((phase) => [...before, phase])),
    [[]],
  );
}

/** Puts what sums begin with where they will be. */
function begin(
  routine: Routine,
  { batch, channels, size }: { batch: number; channels: number; size: number },
  at: Places,
): Code {
  const { bias } = at;
  if (!bias) return [at.y.get, integer(0), integer(batch * channels * size * width), fill];
  const [from, to] = [routine.index(), routine.index()];
  const walks = [
    { pointer: from, steps: [0, width, 0] },
    { pointer: to, steps: [channels * size, size, 1].map((step) => step * width) },
  ];
  const work = (count: number): Code =>
    put(routine, 'float32', [from.get, loadSplat()], { address: to.get, steps: width, count });
  return [[bias.get, from.set, at.y.get, to.set], nest(routine, [batch, channels, size], walks, { before: [], work })];
}
