import type { Subgraph } from '../graph/partition.ts';
import { isConstant, type Node, type Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import type { Job } from './kernel-launch.ts';
import { isAccess } from './loops/elementwise-loop.ts';
import { alongOf } from './operators/along-axis.ts';
import { convolutionOf } from './operators/convolution.ts';
import { einsumOf } from './operators/einsum.ts';
import { movementsOf } from './operators/data-movement.ts';
import { normalizationOf } from './operators/normalization.ts';
import { operatorOf } from './operators/elementwise.ts';
import { poolingOf } from './operators/pooling.ts';
import { productOf } from './operators/matmul.ts';
import { reductionOf } from './operators/reductions.ts';
import { reflectionOf } from './operators/reflect-pad.ts';
import { rowsOf } from './operators/gather-scatter.ts';
import { softmaxOf } from './operators/softmax.ts';
import { wholeDivisionOf } from './operators/integer-division.ts';
import { wholeProductOf } from './operators/integer-matmul.ts';
import { jobsOf, type Single } from './fuse-elementwise.ts';
import { Sources } from './storage.ts';

/** What a node comes to, when it is known. */
export type Translation = readonly (Single | Job)[] | undefined;

const translations: readonly ((node: Node, sources: Sources) => Translation)[] = [
  operationOf,
  movementsOf,
  productOf,
  reductionOf,
  softmaxOf,
  rowsOf,
  poolingOf,
  normalizationOf,
  convolutionOf,
  alongOf,
  wholeDivisionOf,
  reflectionOf,
  einsumOf,
  wholeProductOf,
];

/** What a module of WebAssembly cannot be made for. */
export interface Beyond {
  /** The operator, or what else about the graph. */
  readonly beyond: string;
}

/**
 * A part of a graph as jobs.
 *
 * @param part - The part.
 * @returns The jobs, or the operator that is not known.
 */
export function translate(part: Subgraph): readonly Job[] | Beyond {
  const sources = new Sources(part);
  const wanted = new Set<Value>(part.outputs);
  const steps: (Single | Job)[] = [];
  for (const node of [...part.nodes].reverse()) {
    if (!node.outputs.every(({ shape }) => sizeOf(shape) > 0)) return { beyond: 'an empty tensor' };
    if (sources.isFree(node)) continue;
    if (!node.outputs.some((output) => wanted.has(output))) continue;
    const own = translations.reduce<Translation>((found, attempt) => found ?? attempt(node, sources), undefined);
    if (!own) return { beyond: `the operator ${node.type}` };
    for (const value of own.flatMap(readBy)) wanted.add(value);
    steps.unshift(...own.filter((step) => !isUnwanted(step, wanted)));
  }
  const jobs = jobsOf(steps, new Set(part.outputs.filter((output) => !isConstant(output))));
  return jobs ?? { beyond: 'an operator of too many inputs' };
}

/** Whether nothing reads what an operator gives. */
function isUnwanted(step: Single | Job, wanted: ReadonlySet<Value>): boolean {
  return 'member' in step && step.to === undefined && !wanted.has(step.member.value);
}

function readBy(step: Single | Job): readonly Value[] {
  if (!('member' in step)) return step.reads.map(({ value }) => value);
  return step.member.operands.filter(isAccess).map(({ value }) => value);
}

/** An operator that works number by number. */
function operationOf(node: Node, sources: Sources): Translation {
  const [value] = node.outputs;
  const write = operatorOf(node);
  if (!write || !value || node.inputs.includes(undefined)) return undefined;
  const operands = node.inputs.map((input) => input && sources.spread(input, value.shape));
  const member = {
    write: (inputs: Parameters<typeof write>[1], routine: Parameters<typeof write>[0]) => write(routine, inputs, node),
    operands,
    value,
  };
  return [{ member, size: sizeOf(value.shape) }];
}
