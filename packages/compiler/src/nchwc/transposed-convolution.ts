import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, reshape } from '../kernels/shapes.ts';
import { type Phase, phasesOf } from '../sub-pixel-phases.ts';
import { attributeList } from './attribute-list.ts';
import { minMultiplies } from './convolution.ts';
import type { LayoutRewriter, Layouts } from './layout-rewriter.ts';
import { nchwcOp } from './nchwc-op.ts';
import { phaseFilters } from './phase-filters.ts';

/** What the convolutions of all phases share. */
interface Shared {
  /** The input, in NCHWc. */
  readonly x: Value;
  /** The filters, in the new graph: [ic, oc, kh, kw]. */
  readonly weights: Value;
  /** The NCHW shape of the outputs of one phase of the rows and all phases of the columns, which are further channels. */
  readonly shape: readonly number[];
  /** The phases of the columns. */
  readonly columns: readonly Phase[];
}

/**
 * A strided transposed convolution in NCHWc, by sub-pixel convolution: one ordinary convolution of stride 1 for each phase of the
 * rows, which computes the phases of the columns as further channels. Then the phases are interleaved (pixel shuffle).
 *
 * @param rewriter - The graph so far.
 * @param node - The transposed convolution.
 */
export function transposedConvolution(
  rewriter: LayoutRewriter,
  { inputs, outputs, attributes }: Node,
): Layouts | undefined {
  const { graph, block } = rewriter;
  const [x, weights, bias] = inputs;
  const [y] = outputs;
  if (!x || !weights || !y || bias || y.shape.length !== 4 || (attributes.group ?? 1) !== 1) return undefined;
  const [batch = 1, channels = 1, height = 1, width = 1] = y.shape;
  const [strideY = 1, strideX = 1] = attributeList(attributes.strides, [1, 1]);
  const isWhole = channels % block === 0 && (x.shape[1] ?? 1) % block === 0;
  const isEven = height % strideY === 0 && width % strideX === 0;
  const dilations = attributeList(attributes.dilations, [1, 1]);
  const isDense = dilations.every((dilation) => dilation === 1);
  const multiplies = (sizeOf(weights.shape) * sizeOf(x.shape)) / (x.shape[1] ?? 1);
  if (!isWhole || !isEven || !isDense || multiplies < minMultiplies) return undefined;

  const [kernelY = 1, kernelX = 1] = weights.shape.slice(2);
  const [top = 0, left = 0] = attributeList(attributes.pads, [0, 0, 0, 0]);
  const [, , rowsOfX = 1, columnsOfX = 1] = x.shape;
  const axisY = { input: rowsOfX, output: height, kernel: kernelY, stride: strideY, dilation: 1, padding: top };
  const axisX = { input: columnsOfX, output: width, kernel: kernelX, stride: strideX, dilation: 1, padding: left };
  const shared = {
    x: rewriter.nchwc(x),
    weights: rewriter.original(weights),
    shape: [batch, channels * strideX, height / strideY, width / strideX],
    columns: phasesOf(axisX, true),
  };
  const rows = phasesOf(axisY, true);
  const rowPhases = rows.map((row) => rowPhase(rewriter, shared, row)).filter((value) => value !== undefined);
  if (rowPhases.length < rows.length) return undefined;
  const interleaved = concat(
    graph,
    rowPhases.map((value) => reshape(graph, value, [(batch * channels * height) / strideY / block, width * block])),
    1,
  );
  return { nchwc: reshape(graph, interleaved, y.shape) };
}

/** The outputs of one phase of the rows, with the phases of the columns interleaved; `undefined` where no kernel position reaches them. */
function rowPhase(rewriter: LayoutRewriter, { x, weights, shape, columns }: Shared, row: Phase): Value | undefined {
  const { graph, block } = rewriter;
  const [batch = 1, channels = 1, ...space] = shape;
  const [rows, ...kernels] = [row, ...columns].map(phaseKernel);
  const reached = kernels.filter(({ positions }) => positions.length > 0);
  const first = Math.min(...reached.map((kernel) => kernel.first));
  const length = Math.max(...reached.map((kernel) => kernel.first + kernel.positions.length)) - first;
  if (!rows || rows.positions.length === 0) return undefined;
  const kernel = [rows.positions.length, length];
  const padsBefore = [-rows.first, -first];
  const padsAfter = kernel.map(
    (size, axis) => (space[axis] ?? 1) + size - 1 - (padsBefore[axis] ?? 0) - (x.shape[axis + 2] ?? 1),
  );
  if ([...padsBefore, ...padsAfter].some((zeros) => zeros < 0)) return undefined;
  const aligned = kernels.map(({ first: own, positions }) =>
    Array.from({ length }, (_, index) => positions[first + index - own]),
  );
  const filters = phaseFilters(rewriter, weights, rows.positions, aligned);
  const attributes = { kernel_shape: kernel, pads: [...padsBefore, ...padsAfter] };
  const convolved = nchwcOp(graph, 'Conv', [x, filters], shape, attributes);
  // ReorderInput interleaves the phases of the columns, as it otherwise does with channels.
  const count = (batch * channels) / columns.length / block;
  const phaseSize = sizeOf(space) * block;
  const phases = reshape(graph, convolved, [count, columns.length, 1, phaseSize]);
  return nchwcOp(graph, 'ReorderInput', [phases], [count, phaseSize, columns.length, 1], { channels_last: 1 });
}

/** A phase as a kernel of stride 1: the offset of the input that its first column reads, and each column's position in the filter. */
function phaseKernel({ input, inputStep, position, positionStep, positions: count }: Phase): {
  readonly first: number;
  readonly positions: readonly number[];
} {
  const last = count - 1;
  const positions = Array.from({ length: count }, (_, index) => position + (last - index) * positionStep);
  return { first: input + last * inputStep, positions };
}
