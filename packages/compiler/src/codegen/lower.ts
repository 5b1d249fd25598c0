import type { Subgraph } from '../graph/partition.ts';
import { isConstant, type Node, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import type { KernelLaunch } from './kernel-launch.ts';
import { isView } from './loops/elementwise-loop.ts';
import { lowerAlongAxis } from './operators/along-axis.ts';
import { lowerConvolution } from './operators/convolution.ts';
import { lowerEinsum } from './operators/einsum.ts';
import { lowerDataMovement } from './operators/data-movement.ts';
import { lowerBatchNormalization } from './operators/normalization.ts';
import { emitterOf } from './operators/elementwise.ts';
import { lowerPooling } from './operators/pooling.ts';
import { lowerMatMul } from './operators/matmul.ts';
import { lowerReduction } from './operators/reductions.ts';
import { lowerReflectPad } from './operators/reflect-pad.ts';
import { lowerGatherScatter } from './operators/gather-scatter.ts';
import { lowerSoftmax } from './operators/softmax.ts';
import { lowerIntegerDivision } from './operators/integer-division.ts';
import { lowerIntegerMatMul } from './operators/integer-matmul.ts';
import { fuseElementwise, type ScheduledOp } from './fuse-elementwise.ts';
import { Storage } from './storage.ts';

/** The lowering of a node, if its operator is known. */
export type Lowering = readonly (ScheduledOp | KernelLaunch)[] | undefined;

const lowerings: readonly ((node: Node, storage: Storage) => Lowering)[] = [
  lowerElementwise,
  lowerDataMovement,
  lowerMatMul,
  lowerReduction,
  lowerSoftmax,
  lowerGatherScatter,
  lowerPooling,
  lowerBatchNormalization,
  lowerConvolution,
  lowerAlongAxis,
  lowerIntegerDivision,
  lowerReflectPad,
  lowerEinsum,
  lowerIntegerMatMul,
];

/** Why a graph cannot be compiled to WebAssembly. */
export interface Beyond {
  /** The operator, or another property of the graph. */
  readonly beyond: string;
}

/**
 * Lowers a graph partition to kernel launches.
 *
 * @param part - The part.
 * @returns The launches, or the operator that is not supported.
 */
export function lowerSubgraph(part: Subgraph): readonly KernelLaunch[] | Beyond {
  const storage = new Storage(part);
  const wanted = new Set<Value>(part.outputs);
  const steps: (ScheduledOp | KernelLaunch)[] = [];
  for (const node of [...part.nodes].reverse()) {
    if (!node.outputs.every(({ shape }) => sizeOf(shape) > 0)) return { beyond: 'an empty tensor' };
    if (storage.isNoOp(node)) continue;
    if (!node.outputs.some((output) => wanted.has(output))) continue;
    const own = lowerings.reduce<Lowering>((found, attempt) => found ?? attempt(node, storage), undefined);
    if (!own) return { beyond: `the operator ${node.type}` };
    for (const value of own.flatMap(valuesReadBy)) wanted.add(value);
    steps.unshift(...own.filter((step) => !isDead(step, wanted)));
  }
  const launches = fuseElementwise(steps, new Set(part.outputs.filter((output) => !isConstant(output))));
  return launches ?? { beyond: 'an operator of too many inputs' };
}

/** Whether nothing reads the output of an operator. */
function isDead(step: ScheduledOp | KernelLaunch, wanted: ReadonlySet<Value>): boolean {
  return 'op' in step && step.store === undefined && !wanted.has(step.op.value);
}

function valuesReadBy(step: ScheduledOp | KernelLaunch): readonly Value[] {
  if (!('op' in step)) return step.reads.map(({ value }) => value);
  return step.op.operands.filter(isView).map(({ value }) => value);
}

/** An elementwise operator. */
function lowerElementwise(node: Node, storage: Storage): Lowering {
  const [value] = node.outputs;
  const emit = emitterOf(node);
  if (!emit || !value || node.inputs.includes(undefined)) return undefined;
  const operands = node.inputs.map((input) => input && storage.broadcast(input, value.shape));
  const op = {
    emit: (inputs: Parameters<typeof emit>[1], builder: Parameters<typeof emit>[0]) => emit(builder, inputs, node),
    operands,
    value,
  };
  return [{ op, size: sizeOf(value.shape) }];
}
