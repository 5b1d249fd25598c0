import { sizeOf } from '../../host-tensor.ts';
import { advance, type Code, fill, integer, type Local, plus, repeat } from '../wasm/code.ts';
import { madeOnce } from '../wasm/memoize.ts';
import { nest } from '../wasm/loop-nest.ts';
import type { Routine } from '../wasm/function-builder.ts';
import { put } from '../wasm/load-store.ts';
import { loadSplat, width } from '../wasm/simd.ts';
import type { ConvolutionPlan } from './convolution-plan.ts';
import { convolveLines, rowsOf } from './convolve-phase.ts';
import { layOut, roomOf } from './pack-image.ts';
import { packFilters } from './pack-filters.ts';
import type { Phase } from './phases.ts';

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

/**
 * Computes a convolution: a few filters at a time, for results next to each other. Pictures are laid out anew, one at a time, where
 * what such results look at does not lie next to each other.
 *
 * @param routine - The function that does.
 * @param plan - How to go about it.
 * @param at - Where everything is; left as it is.
 */
export function convolve(routine: Routine, plan: ConvolutionPlan, at: Places): Code {
  const { batch, groups, inputs, outputs, channels, picture, channel, axes, layout, isLaidOut, lying, packed } = plan;
  const results = axes.map(({ output }) => output);
  const size = sizeOf(results);
  const blocks = inputs / channels;
  const [pictures, from, w, y] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const [filters, lines] = [routine.index(), routine.index()];
  const bias = at.bias && { bias: routine.index() };
  const lengths = axes.map(({ input }) => input);
  const all = { lengths, results, layout, filter: lying, channels, outputs, adds: blocks > 1 };
  const rows = madeOnce(rowsOf);
  const block = [
    isLaidOut ? layOutAll(routine, plan, { from, to: lines }) : [],
    combinations(plan.phases).map((phases) =>
      convolveLines(routine, { ...all, phases, rows }, { x: isLaidOut ? lines : from, w, y, ...bias }),
    ),
  ];
  return [
    packed > 0 ? packFilters(routine, plan, { from: at.w, to: at.scratch }) : [],
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

function layOutAll(routine: Routine, plan: ConvolutionPlan, at: { from: Local; to: Local }): Code {
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
