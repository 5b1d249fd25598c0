import { advance, type Code, type Local, repeat } from '../wasm/code.ts';
import type { FunctionBuilder } from '../wasm/function-builder.ts';
import { f32x4, load, loadSplat, vectorBytes, width } from '../wasm/simd.ts';

/** Kernel positions at equal distances along a row, for all input channels. */
export interface KernelPositions {
  /** How many positions. */
  readonly count: number;
  /** How many input channels (ic). */
  readonly channels: number;
  /** The elements of the image that they read. */
  readonly image: OperandStrides;
  /** The elements of the filters. */
  readonly filter: OperandStrides & {
    /** Elements from one filter to the next. */
    readonly filter: number;
  };
}

/** How an operand is iterated, in elements. */
export interface OperandStrides {
  /** Offset of the first element. */
  readonly first: number;
  /** From one kernel position to the next. */
  readonly step: number;
  /** From one input channel to the next. */
  readonly channel: number;
}

/** Pointers to the operands. */
export interface OperandPointers {
  /** The image. */
  readonly x: Local;
  /** The filters. */
  readonly w: Local;
}

/**
 * The reduction loop of a convolution, over input channels and kernel positions:
 *
 *     for ic, for p: sum[oc][ow] += w[oc][ic][p] * x[ic][ow + p]
 *
 * The loop is not unrolled: compilers load all operands of an unrolled iteration first, and those of two kernel positions do not fit in
 * the registers.
 *
 * @param builder - The function.
 * @param positions - The kernel positions.
 * @param sums - For each filter (oc) the vectors of sums of neighbouring outputs (ow).
 * @param at - Pointers to the operands; unchanged afterwards.
 */
export function accumulatePositions(
  builder: FunctionBuilder,
  { count, channels, image, filter }: KernelPositions,
  sums: readonly (readonly Local[])[],
  at: OperandPointers,
): Code {
  const [x, w] = [builder.index(), builder.index()];
  return [
    [at.x.get, x.set, at.w.get, w.set, advance(x, image.first * width), advance(w, filter.first * width)],
    repeat(builder.index(), channels, [
      repeat(builder.index(), count, [
        multiplyAccumulate(builder, filter.filter, sums, { x, w }),
        [advance(x, image.step * width), advance(w, filter.step * width)],
      ]),
      advance(x, (image.channel - count * image.step) * width),
      advance(w, (filter.channel - count * filter.step) * width),
    ]),
  ];
}

/** Adds the outer product of the filters' weights and the vectors of neighbours; the fewer of the two stay in registers. */
function multiplyAccumulate(
  builder: FunctionBuilder,
  filterStride: number,
  sums: readonly (readonly Local[])[],
  at: OperandPointers,
): Code {
  const [neighbours = []] = sums;
  const weight = (filter: number): Code => [at.w.get, loadSplat(filter * filterStride * width)];
  const vector = (index: number): Code => [at.x.get, load(index * vectorBytes)];
  const holdsFilters = sums.length < neighbours.length;
  const held = (holdsFilters ? sums : neighbours).map(() => builder.vector());
  const other = builder.vector();
  const add = (sum: Local | undefined, factor: Local): Code =>
    sum ? [sum.get, other.get, factor.get, f32x4.multiply, f32x4.add, sum.set] : [];
  return [
    held.map((factor, index) => [holdsFilters ? weight(index) : vector(index), factor.set]),
    (holdsFilters ? neighbours : sums).map((_, index) => [
      [holdsFilters ? vector(index) : weight(index), other.set],
      held.map((factor, inner) => add(holdsFilters ? sums[inner]?.[index] : sums[index]?.[inner], factor)),
    ]),
  ];
}
