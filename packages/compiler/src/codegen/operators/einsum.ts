import { type Attributes, type Node, sameShape, type Value } from '../../graph/value.ts';
import { sizeOf } from '../../host-tensor.ts';
import { rowMajorStrides } from '../strided-view.ts';
import type { KernelLaunch } from '../kernel-launch.ts';
import type { ScheduledOp } from '../fuse-elementwise.ts';
import type { Storage } from '../storage.ts';
import { copyOf, lowerDataMovement } from './data-movement.ts';
import { lowerMatMul } from './matmul.ts';
import { lowerReduction } from './reductions.ts';

/** A value and the letter of each of its axes. */
interface Term {
  readonly value: Value;
  readonly axes: readonly string[];
}

/**
 * An einsum of one value or two: first the sums over axes that only one of them has, then a matrix product.
 *
 * @param node - The node.
 * @param storage - Where values are in memory.
 * @returns `undefined` for other operators.
 */
export function lowerEinsum(node: Node, storage: Storage): readonly (ScheduledOp | KernelLaunch)[] | undefined {
  const { type, inputs, outputs, attributes } = node;
  const [value] = outputs;
  if (type !== 'Einsum' || value?.dtype !== 'float32' || typeof attributes.equation !== 'string') return undefined;
  const [left = '', right = ''] = attributes.equation.split('->');
  const result = [...right];
  const given = left.split(',').flatMap((letters, index): Term[] => {
    const input = inputs[index];
    return input ? [{ value: input, axes: [...letters] }] : [];
  });
  if (given.length > 2 || given.some(({ axes }) => new Set(axes).size < axes.length)) return undefined;
  const nodes: Node[] = [];
  const [first, second] = given.map((term, index) => {
    const others = given.filter((_, other) => other !== index).flatMap(({ axes }) => axes);
    return summed(nodes, term, [...result, ...others]);
  });
  if (!first) return undefined;
  const product = second ? multiplied(nodes, [first, second], { result, value }) : first;
  const steps: (ScheduledOp | KernelLaunch)[] = [];
  for (const own of nodes) {
    if (storage.isNoOp(own)) continue;
    const known = lowerDataMovement(own, storage) ?? lowerMatMul(own, storage) ?? lowerReduction(own, storage);
    if (!known) return undefined;
    steps.push(...known);
  }
  return product.value === value ? steps : [...steps, permuted(product, { result, value, storage })];
}

/** Records one of the operators that an einsum is lowered to. */
function record(
  nodes: Node[],
  type: string,
  inputs: readonly Value[],
  { output, attributes = {} }: { output: Pick<Value, 'name' | 'shape' | 'dtype'>; attributes?: Attributes },
): Value {
  const outputs: Value[] = [];
  const node: Node = { type, inputs, outputs, attributes };
  const value = { ...output, node };
  outputs.push(value);
  nodes.push(node);
  return value;
}

/** The sum over all axes but those that are kept. */
function summed(nodes: Node[], { value, axes }: Term, kept: readonly string[]): Term {
  const over = axes.flatMap((axis, index) => (kept.includes(axis) ? [] : [index]));
  if (over.length === 0) return { value, axes };
  const listed: Value = { name: 'axes', shape: [over.length], dtype: 'int32', constant: Int32Array.from(over) };
  const output = { ...named(value, 'sum'), shape: value.shape.filter((_, index) => !over.includes(index)) };
  return {
    value: record(nodes, 'ReduceSum', [value, listed], { output, attributes: { keepdims: 0 } }),
    axes: axes.filter((axis) => kept.includes(axis)),
  };
}

/** The product of two values, as a matrix product. */
function multiplied(
  nodes: Node[],
  [a, b]: readonly [Term, Term],
  { result, value }: { result: readonly string[]; value: Value },
): Term {
  const has = ({ axes }: Term, axis: string): boolean => axes.includes(axis);
  const stacks = result.filter((axis) => has(a, axis) && has(b, axis));
  const rows = result.filter((axis) => has(a, axis) && !has(b, axis));
  const columns = result.filter((axis) => has(b, axis) && !has(a, axis));
  const inner = a.axes.filter((axis) => has(b, axis) && !result.includes(axis));
  const factors = [matrices(nodes, a, [stacks, rows, inner]), matrices(nodes, b, [stacks, inner, columns])];
  const shape = [...(factors[0]?.shape.slice(0, -1) ?? []), ...(factors[1]?.shape.slice(-1) ?? [])];
  const axes = [...stacks, ...rows, ...columns];
  const isDone = sameShape(value.shape, shape) && axes.join('') === result.join('');
  if (!isDone)
    return { value: record(nodes, 'MatMul', factors, { output: { ...named(value, 'product'), shape } }), axes };
  nodes.push({ type: 'MatMul', inputs: factors, outputs: [value], attributes: {} });
  return { value, axes };
}

/** A value as a batch of matrices, whose rows and columns may each be several axes. */
function matrices(
  nodes: Node[],
  { value, axes }: Term,
  [stacks, rows, columns]: readonly [readonly string[], readonly string[], readonly string[]],
): Value {
  const wanted = [...stacks, ...rows, ...columns];
  const lengthOf = (axis: string): number => value.shape[axes.indexOf(axis)] ?? 1;
  const turned = { ...named(value, 'turned'), shape: wanted.map(lengthOf) };
  const perm = wanted.map((axis) => axes.indexOf(axis));
  const isAsItIs = perm.every((axis, index) => axis === index);
  const inTurn = isAsItIs ? value : record(nodes, 'Transpose', [value], { output: turned, attributes: { perm } });
  const shape = [...stacks.map(lengthOf), sizeOf(rows.map(lengthOf)), sizeOf(columns.map(lengthOf))];
  const stacked = { ...named(value, 'stacked'), shape };
  return sameShape(inTurn.shape, shape) ? inTurn : record(nodes, 'Reshape', [inTurn], { output: stacked });
}

function named({ name, dtype }: Value, suffix: string): Pick<Value, 'name' | 'dtype'> {
  return { name: `${name}.${suffix}`, dtype };
}

/** The result with its axes in the order of the equation. */
function permuted(
  { value: product, axes }: Term,
  { result, value, storage }: { result: readonly string[]; value: Value; storage: Storage },
): ScheduledOp {
  const lengths = axes.map((axis) => value.shape[result.indexOf(axis)] ?? 1);
  const strides = rowMajorStrides(lengths);
  const walk = result.map((axis) => {
    const at = axes.indexOf(axis);
    return { length: lengths[at] ?? 1, stride: strides[at] ?? 0 };
  });
  return copyOf(value, { ...storage.sliceOf(product), axes: walk });
}
