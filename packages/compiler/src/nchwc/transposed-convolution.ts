import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, reshape } from '../kernels/shapes.ts';
import { leastWork } from './convolution.ts';
import { listOf } from './attribute-list.ts';
import { blockedOp } from './nchwc-op.ts';
import { phaseFilters } from './phase-filters.ts';
import { type Phase, phasesOf } from './phases.ts';
import type { Forms, Rewriting } from './layout-rewriter.ts';

/** What the convolutions of all phases have in common. */
interface Parts {
  /** What is read, in blocks of channels. */
  readonly x: Value;
  /** The filters, in the new graph: [in, out, H, W]. */
  readonly weights: Value;
  /** The shape of what all phases of the columns give for one phase of the rows. */
  readonly shape: readonly number[];
  /** The phases of the columns. */
  readonly columns: readonly Phase[];
}

/**
 * A transposed convolution that steps, of pictures in blocks of channels: one ordinary convolution for each phase of the rows, which
 * computes the phases of the columns as further channels; then their numbers are put side by side.
 *
 * @param rewriting - What was recorded before.
 * @param node - The transposed convolution.
 */
export function transposedConvolution(rewriting: Rewriting, { inputs, outputs, attributes }: Node): Forms | undefined {
  const { graph, block } = rewriting;
  const [x, weights, bias] = inputs;
  const [y] = outputs;
  if (!x || !weights || !y || bias || y.shape.length !== 4 || (attributes.group ?? 1) !== 1) return undefined;
  const [batch = 1, channels = 1, height = 1, width = 1] = y.shape;
  const [strideY = 1, strideX = 1] = listOf(attributes.strides, [1, 1]);
  const isWhole = channels % block === 0 && (x.shape[1] ?? 1) % block === 0;
  const isEven = height % strideY === 0 && width % strideX === 0;
  const isDense = listOf(attributes.dilations, [1, 1]).every((step) => step === 1);
  const work = (sizeOf(weights.shape) * sizeOf(x.shape)) / (x.shape[1] ?? 1);
  if (!isWhole || !isEven || !isDense || work < leastWork) return undefined;

  const [kernelY = 1, kernelX = 1] = weights.shape.slice(2);
  const [top = 0, left = 0] = listOf(attributes.pads, [0, 0, 0, 0]);
  const parts = {
    x: rewriting.blocked(x),
    weights: rewriting.plain(weights),
    shape: [batch, channels * strideX, height / strideY, width / strideX],
    columns: phasesOf({ kernel: kernelX, stride: strideX, before: left }),
  };
  const rows = phasesOf({ kernel: kernelY, stride: strideY, before: top });
  const lines = rows.map((row) => line(rewriting, parts, row)).filter((made) => made !== undefined);
  if (lines.length < rows.length) return undefined;
  const together = concat(
    graph,
    lines.map((made) => reshape(graph, made, [(batch * channels * height) / strideY / block, width * block])),
    1,
  );
  return { blocked: reshape(graph, together, y.shape) };
}

/** The numbers of all phases of the columns for one phase of the rows, side by side; `undefined` where no window makes them. */
function line(rewriting: Rewriting, { x, weights, shape, columns }: Parts, row: Phase): Value | undefined {
  const { graph, block } = rewriting;
  const [batch = 1, channels = 1, ...places] = shape;
  const first = Math.min(...columns.map((column) => column.first));
  const length = Math.max(...columns.map((column) => column.first + column.taps.length)) - first;
  const kernel = [row.taps.length, length];
  const starts = [-row.first, -first];
  const ends = kernel.map(
    (size, axis) => (places[axis] ?? 1) + size - 1 - (starts[axis] ?? 0) - (x.shape[axis + 2] ?? 1),
  );
  if (row.taps.length === 0 || [...starts, ...ends].some((zeros) => zeros < 0)) return undefined;
  const across = columns.map((column) =>
    Array.from({ length }, (_, place) => column.taps[first + place - column.first]),
  );
  const filters = phaseFilters(rewriting, weights, row.taps, across);
  const attributes = { kernel_shape: kernel, pads: [...starts, ...ends] };
  const made = blockedOp(graph, 'Conv', [x, filters], shape, attributes);
  // To put the phases of a place side by side is what ReorderInput does to channels.
  const count = (batch * channels) / columns.length / block;
  const numbersOfPhase = sizeOf(places) * block;
  const phases = reshape(graph, made, [count, columns.length, 1, numbersOfPhase]);
  return blockedOp(graph, 'ReorderInput', [phases], [count, numbersOfPhase, columns.length, 1], { channels_last: 1 });
}
