import { greatestCommonDivisor, type Phase } from '../../sub-pixel-phases.ts';
import { advance, type Callee, type Code, i32, integer, local, type Local, plus, repeat, when } from '../wasm/code.ts';
import { FunctionBuilder } from '../wasm/function-builder.ts';
import { loops } from '../wasm/loop-nest.ts';
import { f32x4, lanes, load, loadSplat, store, storeLane, width } from '../wasm/simd.ts';
import { accumulatePositions, type KernelPositions } from './accumulate-positions.ts';
import type { ConvolutionPointers, FilterTile, PhaseConvolution } from './convolve-phase.ts';
import { packedOffset } from './pack-image.ts';

/** Registers for sums, and for the operands that are multiplied: a CPU has 16 vector registers, of which 2 are left to the compiler. */
const maxRegisters = 14;

/**
 * The WebAssembly function that computes the outputs of a few filters; convolutions that differ only in pointers share it.
 *
 * @param tile - The filters and their outputs.
 */
export function convolutionKernel(tile: FilterTile): Callee {
  const builder = new FunctionBuilder(tile.hasBias ? 4 : 3);
  const at = { x: local(0), w: local(1), y: local(2), ...(tile.hasBias ? { bias: local(3) } : {}) };
  const { phases, layout, outputStrides, inputShape, filters } = tile;
  const outer = phases.slice(0, -1);
  const { outputs, outputStride } = phases.at(-1) ?? { outputs: 0, outputStride: 1 };
  const [rowX, rowY, x, y] = [builder.index(), builder.index(), builder.index(), builder.index()];
  const firstRow = outer.reduce((sum, { input }, axis) => sum + input * (layout.rowStrides[axis] ?? 0), 0);
  const inputs = outer.map((phase, axis) => (isInside(phase, inputShape[axis] ?? 1) ? undefined : builder.index()));
  const steps = (of: (phase: Phase, axis: number) => number): readonly number[] =>
    outer.map((phase, axis) => of(phase, axis));
  const pointers = [
    {
      pointer: rowX,
      moved: 0,
      steps: steps((phase, axis) => phase.inputStride * (layout.rowStrides[axis] ?? 0) * width),
    },
    {
      pointer: rowY,
      moved: 0,
      steps: steps((phase, axis) => phase.outputStride * (outputStrides[axis] ?? 0) * width),
    },
    ...inputs.flatMap((pointer, own) =>
      pointer ? [{ pointer, moved: 0, steps: steps((phase, axis) => (axis === own ? phase.inputStride : 0)) }] : [],
    ),
  ];
  const outputsAtOnce = Math.floor((maxRegisters - filters) / (filters + 1)) * lanes;
  const rest = outputs % outputsAtOnce;
  const compute = (count: number): Code => outputTile(builder, { ...tile, count, inputs }, { ...at, x, y });
  const row = [
    [rowX.get, x.set, rowY.get, y.set],
    repeat(builder.index(), Math.floor(outputs / outputsAtOnce), [
      compute(outputsAtOnce),
      [advance(x, outputsAtOnce * width), advance(y, outputsAtOnce * outputStride * width)],
    ]),
    rest > 0 ? compute(rest) : [],
  ];
  const rows = outer.map((phase) => phase.outputs);
  return builder.finish([
    [at.x.get, plus(firstRow * width), rowX.set, at.y.get, rowY.set],
    inputs.map((input, axis) => (input ? [integer(outer[axis]?.input ?? 0), input.set] : [])),
    loops(builder, rows, pointers, row),
  ]);
}

/** A few neighbouring outputs along the last axis, of a few filters: their sums are in registers. */
interface OutputTile extends FilterTile {
  /** How many neighbouring outputs. */
  readonly count: number;
  /** Along each axis before the last, the input of the first kernel position, when it may be in the padding. */
  readonly inputs: readonly (Local | undefined)[];
}

/** Computes a tile of outputs. */
function outputTile(builder: FunctionBuilder, tile: OutputTile, at: ConvolutionPointers): Code {
  const { filters, count, phases, outputChannelStride, accumulates } = tile;
  const vectors = Array.from({ length: Math.ceil(count / lanes) }, (_, index) => index);
  const sums = Array.from({ length: filters }, () => vectors.map(() => builder.vector()));
  const outputStride = phases.at(-1)?.outputStride ?? 1;
  const storeSum = (sum: Local, filter: number, vector: number): Code => {
    const left = Math.min(lanes, count - vector * lanes);
    const address = (filter * outputChannelStride + vector * lanes * outputStride) * width;
    const total = accumulates ? [at.y.get, load(address), sum.get, f32x4.add] : sum.get;
    if (left === lanes && outputStride === 1) return [at.y.get, total, store(address)];
    const stores = Array.from({ length: left }, (_, lane) => [
      [at.y.get, sum.get, storeLane(lane, address + lane * outputStride * width)],
    ]);
    return [accumulates ? [total, sum.set] : [], stores];
  };
  return [
    sums.map((own, filter) => {
      const initial = at.bias && !accumulates ? [at.bias.get, loadSplat(filter * width)] : builder.float(0);
      return own.map((sum) => [initial, sum.set]);
    }),
    accumulateKernel(builder, tile, sums, at),
    sums.map((own, filter) => own.map((sum, vector) => storeSum(sum, filter, vector))),
  ];
}

/** Accumulates the products of all kernel positions, except for those in the padding along an axis before the last. */
function accumulateKernel(
  builder: FunctionBuilder,
  tile: OutputTile,
  sums: readonly (readonly Local[])[],
  at: ConvolutionPointers,
): Code {
  const { phases, layout, filter, inputs, inputShape } = tile;
  const [outer, [last]] = [phases.slice(0, -1), phases.slice(-1)];
  if (!last || phases.some(({ positions }) => positions === 0)) return [];
  const [x, w] = [builder.index(), builder.index()];
  const inner = positionsInRow(last, tile).map((positions) => accumulatePositions(builder, positions, sums, { x, w }));
  const all = outer.reduceRight<Code>((code, { positions, inputStep, positionStep }, axis) => {
    const [input, first] = [builder.index(), inputs[axis]];
    const stepX = inputStep * (layout.rowStrides[axis] ?? 0) * width;
    const stepW = positionStep * (filter.positions[axis] ?? 0) * width;
    const isInImage = [input.get, integer(inputShape[axis] ?? 1), i32.lessUnsigned];
    return [
      first ? [first.get, input.set] : [],
      repeat(builder.index(), positions, [
        first ? [isInImage, when(code), advance(input, inputStep)] : code,
        [advance(x, stepX), advance(w, stepW)],
      ]),
      [advance(x, -positions * stepX), advance(w, -positions * stepW)],
    ];
  }, inner);
  return [[at.x.get, x.set, at.w.get, w.set], all];
}

/** The kernel positions along the last axis, by the part of a packed row that they read. */
function positionsInRow(
  { positions, positionStep, input, inputStep }: Phase,
  { layout, filter, channels }: PhaseConvolution,
): readonly KernelPositions[] {
  const parts = layout.stride / greatestCommonDivisor(layout.stride, inputStep);
  const filterStep = positionStep * (filter.positions.at(-1) ?? 1);
  return Array.from({ length: Math.min(parts, positions) }, (_, index) => ({
    count: Math.ceil((positions - index) / parts),
    channels,
    image: {
      first: packedOffset(layout, input + index * inputStep),
      step: (parts * inputStep) / layout.stride,
      channel: layout.channelStride,
    },
    filter: {
      first: index * filterStep,
      step: parts * filterStep,
      channel: filter.in,
      filter: filter.filter,
    },
  }));
}

/** Whether no output of a phase reads padding. */
function isInside({ outputs, positions, input, inputStride, inputStep }: Phase, length: number): boolean {
  const [lastOutput, lastPosition] = [(outputs - 1) * inputStride, (positions - 1) * inputStep];
  const read = [input, input + lastOutput, input + lastPosition, input + lastOutput + lastPosition];
  return read.every((element) => element >= 0 && element < length);
}
