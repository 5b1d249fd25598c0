import { CompileError } from '../errors.ts';
import type { Partition } from '../graph/partition.ts';
import { isConstant, type Node, sameShape, type Value } from '../graph/value.ts';
import { type Axis, type OpenLength, openShape } from './axis.ts';
import { AxisLength, type AxisOwner } from './axis-length.ts';
import { freeName } from './free-name.ts';
import { openConstant } from './open-constant.ts';

/** The trace of a function with one length of the dynamic axis. */
export interface Sample {
  /** The length. */
  readonly length: number;
  /** The graph for this length. */
  readonly graph: Partition;
}

/** A graph with a dynamic axis. */
export interface AnyLengthGraph {
  /** The graph. */
  readonly graph: Partition;
  /** The shapes of its inputs and outputs. */
  readonly shapes: ReadonlyMap<Value, readonly OpenLength[]>;
}

/**
 * Makes a graph with a dynamic axis from the graphs for two lengths: these must have the same nodes, and differ only in shapes that
 * follow from the shapes of the nodes' inputs, and in how often a constant repeats one number.
 *
 * @param name - The axis.
 * @param one - What one length gave.
 * @param two - What another length gave.
 * @throws {@link CompileError} when they differ in anything else.
 */
export function anyLengthGraph(name: string, one: Sample, two: Sample): AnyLengthGraph {
  const axis: Axis = { name, lengths: [one.length, two.length] };
  const twins = new Map<Value, Value>();
  const pair = (values: readonly Value[], others: readonly Value[]): void => {
    for (const [index, other] of others.entries()) {
      const value = values[index];
      if (value) twins.set(value, other);
    }
  };
  const shapeOf = (value: Value): readonly OpenLength[] => openShape(axis, value, twins.get(value));

  pair(one.graph.inputs, two.graph.inputs);
  const taken = new Set(valuesOf(one.graph).map((value) => value.name));
  const length = new AxisLength(ownerOf(one.graph.inputs, name, shapeOf), (wished) => freeName(wished, taken));
  for (const [index, node] of one.graph.nodes.entries()) {
    const other = two.graph.nodes[index];
    if (!other || !sameOperator(node, other)) throw bound(node, name);
    pair(node.outputs, other.outputs);
    const inputs = node.inputs.map((input, position) => {
      const twin = other.inputs[position];
      if (!input || !twin || twins.get(input) === twin || sameConstant(input, twin)) return input;
      const open = openConstant([node, other], position, axis, length);
      if (!open) throw bound(node, name);
      return open;
    });
    length.nodes.push({ ...node, inputs });
  }
  const ends = [...one.graph.inputs, ...one.graph.outputs];
  return { graph: { ...one.graph, nodes: length.nodes }, shapes: new Map(ends.map((end) => [end, shapeOf(end)])) };
}

function bound({ type }: Node, axis: string): CompileError {
  return new CompileError(
    `exportOnnx: the operator ${type} is not the same for every length of the axis ${axis}; give a number in its place.`,
  );
}

/** The first input that has the axis. */
function ownerOf(inputs: readonly Value[], name: string, shapeOf: (input: Value) => readonly OpenLength[]): AxisOwner {
  for (const value of inputs) {
    const axis = shapeOf(value).indexOf(name);
    if (axis >= 0) return { value, axis };
  }
  throw new CompileError(`exportOnnx: no input has the axis ${name}.`);
}

function valuesOf({ inputs, nodes }: Partition): readonly Value[] {
  const values = nodes.flatMap((node) => [...node.inputs, ...node.outputs]);
  return [...inputs, ...values.filter((value) => value !== undefined)];
}

function sameOperator(a: Node, b: Node): boolean {
  return (
    a.type === b.type &&
    a.inputs.length === b.inputs.length &&
    a.inputs.every((input, position) => Boolean(input) === Boolean(b.inputs[position])) &&
    JSON.stringify(a.attributes) === JSON.stringify(b.attributes)
  );
}

function sameConstant(a: Value, b: Value): boolean {
  if (!isConstant(a) || !isConstant(b) || a.dtype !== b.dtype || !sameShape(a.shape, b.shape)) return false;
  if (a.scalar !== undefined || b.scalar !== undefined) return Object.is(a.scalar, b.scalar);
  const [numbers, others] = [a.constant, b.constant];
  if (!numbers || !others) return false;
  return numbers === others || numbers.every((number: number | bigint, index) => Object.is(number, others[index]));
}
