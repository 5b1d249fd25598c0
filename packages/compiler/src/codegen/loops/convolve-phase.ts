import { sizeOf } from '../../host-tensor.ts';
import type { Phase } from '../../sub-pixel-phases.ts';
import { rowMajorStrides } from '../strided-view.ts';
import { advance, call, type Callee, type Code, type Local, plus, repeat } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { width } from '../wasm/simd.ts';
import type { PackedFilterStrides } from './pack-filters.ts';
import type { ImageLayout } from './pack-image.ts';

/** The outputs of one phase along each axis, of one image and a tile of input channels. */
export interface PhaseConvolution {
  /** The phase along each axis. */
  readonly phases: readonly Phase[];
  /** Lengths of the spatial axes of the input. */
  readonly inputShape: readonly number[];
  /** Lengths of the spatial axes of the whole output. */
  readonly outputShape: readonly number[];
  /** The layout of the input. */
  readonly layout: ImageLayout;
  /** The layout of the filters. */
  readonly filter: PackedFilterStrides;
  /** Input channels (ic). */
  readonly channels: number;
  /** Output channels (oc). */
  readonly outputChannels: number;
  /** Whether the sums are added to the output (of an earlier tile of channels). */
  readonly accumulates: boolean;
  /** Makes, or finds, the WebAssembly function for a few filters. */
  readonly kernelFor: (tile: FilterTile) => Callee;
}

/** The part of a convolution that one call of a WebAssembly function computes: the outputs of a few filters. */
export interface FilterTile extends PhaseConvolution {
  /** How many filters. */
  readonly filters: number;
  /** Elements from one output channel to the next. */
  readonly outputChannelStride: number;
  /** The same along each spatial axis. */
  readonly outputStrides: readonly number[];
  /** Whether the sums begin with a bias. */
  readonly hasBias: boolean;
}

/** Pointers to the operands. */
export interface ConvolutionPointers {
  /** The input. */
  readonly x: Local;
  /** The filters. */
  readonly w: Local;
  /** The bias, one element for each output channel. */
  readonly bias?: Local;
  /** The output. */
  readonly y: Local;
}

/**
 * A direct convolution, for the outputs of one phase:
 *
 *     for oc in steps of filtersAtOnce          (this function)
 *       for oh                                   (convolution-kernel.ts, once compiled for all oc)
 *         for ow in steps of a tile
 *           sum[oc][ow] = bias[oc] or 0          (a tile of sums in registers)
 *           for kh, if oh reads a row inside the image
 *             for ic, for kw                     (accumulate-positions.ts)
 *               sum[oc][ow] += w[oc][ic][kh][kw] * x[ic][oh + kh][ow + kw]
 *           y[oc][oh][ow] = sum, or += sum
 *
 * Worked example. A 3×3 convolution of 2 input channels and 8 filters on an image of 10×10 without padding: oh and ow are 8. With 4
 * filters at once there are 2 calls. A tile has (14 − 4) / (4 + 1) = 2 vectors of 4 outputs, which is the whole row: 4 × 2 sums and the
 * 2 vectors and 1 weight that are multiplied are 11 of 16 registers. Each of 8 rows runs 3 · 2 · 3 iterations of 8 multiply-adds.
 *
 * @param builder - The function.
 * @param convolution - The outputs.
 * @param at - Pointers to the operands; unchanged afterwards.
 */
export function convolvePhase(builder: FunctionBuilder, convolution: PhaseConvolution, at: ConvolutionPointers): Code {
  const { phases, outputShape, outputChannels, filter, layout } = convolution;
  const outputStrides = rowMajorStrides(outputShape);
  const outputChannelStride = sizeOf(outputShape);
  const sum = (of: (phase: Phase, axis: number) => number): number =>
    phases.reduce((total, phase, axis) => total + of(phase, axis), 0);
  const firstOutput = sum((phase, axis) => phase.output * (outputStrides[axis] ?? 1));
  const firstPosition = sum((phase, axis) => phase.position * (filter.positions[axis] ?? 1));
  const [x, w, y, bias] = [builder.index(), builder.index(), builder.index(), builder.index()];
  const { filtersAtOnce } = filter;
  const rest = outputChannels % filtersAtOnce;
  // Phases that differ only in where they begin share one WebAssembly function: the pointers are moved instead.
  const firstInput = layout.stride === 1 ? layout.padding + (phases.at(-1)?.input ?? 0) : 0;
  const relative = phases.map((phase, axis): Phase => ({
    ...phase,
    output: 0,
    position: 0,
    input: phase.input - (axis === phases.length - 1 ? firstInput : 0),
  }));
  const hasBias = at.bias !== undefined;
  const computeFilters = (filters: number): Code => {
    const tile = { ...convolution, phases: relative, filters, outputChannelStride, outputStrides, hasBias };
    return call(
      convolution.kernelFor(tile),
      [x, w, y, ...(hasBias ? [bias] : [])].map(({ get }) => get),
    );
  };
  return [
    [at.x.get, plus(firstInput * width), x.set],
    [at.w.get, plus(firstPosition * width), w.set],
    [at.y.get, plus(firstOutput * width), y.set],
    at.bias ? [at.bias.get, bias.set] : [],
    repeat(builder.index(), Math.floor(outputChannels / filtersAtOnce), [
      computeFilters(filtersAtOnce),
      [advance(w, filtersAtOnce * filter.out * width), advance(y, filtersAtOnce * outputChannelStride * width)],
      at.bias ? advance(bias, filtersAtOnce * width) : [],
    ]),
    rest > 0 ? computeFilters(rest) : [],
  ];
}
