import { emitterOf } from '../codegen/operators/elementwise.ts';
import type { Subgraph } from '../graph/partition.ts';
import type { GraphType, Node, Value } from '../graph/value.ts';
import { sourceOf } from '../graph/views.ts';
import { sizeOf } from '../host-tensor.ts';

/** The work of one call of a compiled function, as counts: the features of the cost model. */
export interface Work {
  /** Calls of the function: 1, or how many functions were added up. */
  readonly calls: number;
  /** Graphs that are run: one, and one more after each host callback. */
  readonly graphs: number;
  /** Operators, without reshapes. */
  readonly nodes: number;
  /** Floating-point operations of matrix products. */
  readonly matmulFlops: number;
  /** Elements that matrix products read and write. */
  readonly matmulElements: number;
  /** Floating-point operations of convolutions. */
  readonly convolutionFlops: number;
  /** Elements that elementwise operators write. */
  readonly elementwise: number;
  /** Those of them that are computed by an exponential, a logarithm or the like. */
  readonly transcendental: number;
  /** Elements that all other operators read and write: reductions, pooling, transposes, gathers. */
  readonly otherElements: number;
  /** Bytes of the inputs and outputs of graphs. */
  readonly ioBytes: number;
  /** Elements of variables that are updated in place. */
  readonly updated: number;
}

const bytesOf: Readonly<Record<GraphType, number>> = { float32: 4, int32: 4, int64: 8, string: 0, bool: 1 };

const slow = new Set(
  'Exp Log Sigmoid Tanh Softplus Erf Pow Sin Cos Tan Asin Acos Atan Sinh Cosh Asinh Acosh Atanh Mod'.split(' '),
);

type NodeWork = Partial<Omit<Work, 'calls' | 'graphs' | 'ioBytes' | 'updated'>>;

/**
 * Counts the work of a function's graphs.
 *
 * @param parts - The graphs.
 * @param updated - Elements of variables that are updated in place, outside of the graphs.
 */
export function workOf(parts: readonly Subgraph[], updated: number): Work {
  const filled = parts.filter(({ nodes }) => nodes.length > 0);
  const counted = filled.flatMap(({ nodes }) => nodes.map(workOfNode));
  const total = (count: keyof NodeWork): number => counted.reduce((sum, node) => sum + (node[count] ?? 0), 0);
  return {
    calls: 1,
    graphs: filled.length,
    nodes: total('nodes'),
    matmulFlops: total('matmulFlops'),
    matmulElements: total('matmulElements'),
    convolutionFlops: total('convolutionFlops'),
    elementwise: total('elementwise'),
    transcendental: total('transcendental'),
    otherElements: total('otherElements'),
    ioBytes: filled.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]).reduce(addBytes, 0),
    updated,
  };
}

/**
 * The work of several functions that are called in turn.
 *
 * @param works - The work of each.
 */
export function sumOfWork(works: readonly Work[]): Work {
  const total = (count: keyof Work): number => works.reduce((sum, work) => sum + work[count], 0);
  return {
    calls: total('calls'),
    graphs: total('graphs'),
    nodes: total('nodes'),
    matmulFlops: total('matmulFlops'),
    matmulElements: total('matmulElements'),
    convolutionFlops: total('convolutionFlops'),
    elementwise: total('elementwise'),
    transcendental: total('transcendental'),
    otherElements: total('otherElements'),
    ioBytes: total('ioBytes'),
    updated: total('updated'),
  };
}

function workOfNode(node: Node): NodeWork {
  const { type, inputs, outputs } = node;
  const [output] = outputs;
  if (!output || outputs.every((value) => sourceOf(value) !== value)) return {};
  const size = sizeOf(output.shape);
  const touched = numbersOf([...inputs, ...outputs]);
  const flops = matmulFlopsOf(node, size);
  if (flops !== undefined) return { nodes: 1, matmulFlops: flops, matmulElements: touched };
  if (type === 'Conv') return { nodes: 1, convolutionFlops: 2 * size * perChannel(inputs[1]) };
  if (type === 'ConvTranspose') {
    return { nodes: 1, convolutionFlops: 2 * numbersOf([inputs[0]]) * perChannel(inputs[1]) };
  }
  if (!emitterOf(node)) return { nodes: 1, otherElements: touched };
  return { nodes: 1, elementwise: size, transcendental: slow.has(type) ? size : 0 };
}

/** Floating-point operations of a product of matrices; none for another operator. */
function matmulFlopsOf({ type, inputs: [left, right], attributes }: Node, size: number): number | undefined {
  if (!left || !right) return undefined;
  if (type === 'MatMul') return 2 * size * (left.shape.at(-1) ?? 1);
  if (type === 'Gemm') return 2 * size * (left.shape[attributes.transA === 1 ? 0 : 1] ?? 1);
  const { equation } = attributes;
  if (type !== 'Einsum' || typeof equation !== 'string') return undefined;
  const terms = equation.split('->')[0]?.replaceAll(' ', '').split(',') ?? [];
  const lengths = new Map<string, number>();
  for (const [index, value] of [left, right].entries()) {
    value.shape.forEach((length, axis) => lengths.set(terms[index]?.[axis] ?? '', length));
  }
  return 2 * [...lengths.values()].reduce((product, length) => product * length, 1);
}

/** Numbers of a convolution's filters for each of their first channels. */
function perChannel(filters: Value | undefined): number {
  return sizeOf(filters?.shape.slice(1) ?? []);
}

function numbersOf(values: readonly (Value | undefined)[]): number {
  return values.reduce((sum, value) => sum + (value && value.scalar === undefined ? sizeOf(value.shape) : 0), 0);
}

function addBytes(sum: number, { shape, dtype }: Value): number {
  return sum + sizeOf(shape) * bytesOf[dtype];
}
