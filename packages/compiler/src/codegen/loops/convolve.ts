import { sizeOf } from '../../host-tensor.ts';
import type { Phase } from '../../sub-pixel-phases.ts';
import { advance, type Code, fill, integer, type Local, plus, repeat } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { storeLanes } from '../wasm/load-store.ts';
import { vectorLoops } from '../wasm/loop-nest.ts';
import { memoize } from '../wasm/memoize.ts';
import { loadSplat, width } from '../wasm/simd.ts';
import { convolutionKernel } from './convolution-kernel.ts';
import type { ConvolutionPlan } from './convolution-plan.ts';
import { convolvePhase } from './convolve-phase.ts';
import { packFilters } from './pack-filters.ts';
import { packedImageSize, packImage } from './pack-image.ts';

/** Pointers to the operands, and to scratch memory. */
export interface ConvolutionBuffers {
  /** The input. */
  readonly x: Local;
  /** The filters. */
  readonly w: Local;
  /** The bias, one element for each output channel. */
  readonly bias?: Local;
  /** The output. */
  readonly y: Local;
  /** Scratch memory. */
  readonly scratch: Local;
}

/**
 * A direct convolution:
 *
 *     pack the filters, if they are strided
 *     for n                                      (images)
 *       for g                                    (groups of channels)
 *         for ic in steps of channelTile
 *           pack the tile of the image, if neighbouring outputs do not read neighbouring elements
 *           for each combination of phases       (one, except for a transposed convolution with a stride)
 *             convolvePhase                      (oc, oh, ow, kh, ic, kw)
 *
 * @param builder - The function.
 * @param plan - Tile sizes, and what is packed.
 * @param at - Pointers to the operands; unchanged afterwards.
 */
export function convolve(routine: FunctionBuilder, plan: ConvolutionPlan, at: ConvolutionBuffers): Code {
  const {
    batch,
    groups,
    inputChannels,
    outputChannels,
    channelTile,
    imageStride,
    channelStride,
    axes,
    layout,
    packsImage,
    filterLayout,
    packedFilterBytes,
  } = plan;
  const outputShape = axes.map(({ output }) => output);
  const size = sizeOf(outputShape);
  const tiles = inputChannels / channelTile;
  const [images, from, w, y] = [routine.index(), routine.index(), routine.index(), routine.index()];
  const [filters, packed] = [routine.index(), routine.index()];
  const bias = at.bias && { bias: routine.index() };
  const common = {
    inputShape: axes.map(({ input }) => input),
    outputShape,
    layout,
    filter: filterLayout,
    channels: channelTile,
    outputChannels,
    accumulates: tiles > 1,
    kernelFor: memoize(convolutionKernel),
  };
  const tile = [
    packsImage ? packChannels(routine, plan, { from, to: packed }) : [],
    combinations(plan.phases).map((phases) =>
      convolvePhase(routine, { ...common, phases }, { x: packsImage ? packed : from, w, y, ...bias }),
    ),
  ];
  return [
    packedFilterBytes > 0 ? packFilters(routine, plan, { from: at.w, to: at.scratch }) : [],
    [at.scratch.get, plus(packedFilterBytes), packed.set],
    packsImage ? [packed.get, integer(0), integer(packedImageSize(layout, channelTile) * width), fill] : [],
    tiles > 1 ? initializeOutput(routine, { batch, channels: groups * outputChannels, size }, at) : [],
    [(packedFilterBytes > 0 ? at.scratch : at.w).get, filters.set, at.x.get, images.set, at.y.get, y.set],
    repeat(routine.index(), batch, [
      [filters.get, w.set, images.get, from.set],
      at.bias && bias ? [at.bias.get, bias.bias.set] : [],
      repeat(routine.index(), groups, [
        repeat(routine.index(), tiles, [
          tile,
          [advance(from, channelTile * channelStride * width), advance(w, channelTile * filterLayout.in * width)],
        ]),
        [
          advance(w, (filterLayout.group - inputChannels * filterLayout.in) * width),
          advance(y, outputChannels * size * width),
        ],
        bias ? advance(bias.bias, outputChannels * width) : [],
      ]),
      advance(images, imageStride * width),
    ]),
  ];
}

/** Packs a tile of the channels of an image. */
function packChannels(routine: FunctionBuilder, plan: ConvolutionPlan, at: { from: Local; to: Local }): Code {
  const { axes, space, layout, channelTile, channelStride } = plan;
  const read = (plan.phases.at(-1) ?? []).flatMap(({ positions, input, inputStep }) =>
    Array.from({ length: positions }, (_, position) => (layout.padding + input + position * inputStep) % layout.stride),
  );
  const source = [{ length: channelTile, stride: channelStride }, ...space];
  const last = space.length - axes.length + 1;
  return packImage(routine, { layout, axes: source, last, used: new Set(read) }, at);
}

/** The Cartesian product of lists. */
function combinations(lists: readonly (readonly Phase[])[]): readonly (readonly Phase[])[] {
  return lists.reduce<readonly (readonly Phase[])[]>(
    (all, own) => all.flatMap((before) => own.map((phase) => [...before, phase])),
    [[]],
  );
}

/** Fills the output with the bias, or with zeros, before partial sums are added to it. */
function initializeOutput(
  routine: FunctionBuilder,
  { batch, channels, size }: { batch: number; channels: number; size: number },
  at: ConvolutionBuffers,
): Code {
  const { bias } = at;
  if (!bias) return [at.y.get, integer(0), integer(batch * channels * size * width), fill];
  const [from, to] = [routine.index(), routine.index()];
  const pointers = [
    { pointer: from, steps: [0, width, 0] },
    { pointer: to, steps: [channels * size, size, 1].map((step) => step * width) },
  ];
  const work = (count: number): Code =>
    storeLanes(routine, 'float32', [from.get, loadSplat()], { address: to.get, steps: width, count });
  return [
    [bias.get, from.set, at.y.get, to.set],
    vectorLoops(routine, [batch, channels, size], pointers, { before: [], work }),
  ];
}
