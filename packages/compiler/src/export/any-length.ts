import { CompileError } from '../errors.ts';
import type { Segment } from '../graph/segments.ts';
import { isConstant, type Node, sameShape, type Value } from '../graph/value.ts';
import { freeName } from './free-name.ts';
import { openShape } from './open-shape.ts';
import { lengthOf, openSplat } from './open-splat.ts';

/** What a function computes with one length of the axis that is to be of any length. */
export interface Sample {
  /** The length. */
  readonly length: number;
  /** What the function computes with it. */
  readonly graph: Segment;
}

/** A shape where the axis' name, or `undefined` for a length that only follows from it, may stand for a length. */
type OpenShape = readonly (number | string | undefined)[];

/** A graph that is right for every length of an axis. */
export interface AnyLengthGraph {
  /** The graph. */
  readonly graph: Segment;
  /** The shapes of its inputs and outputs. */
  readonly shapes: ReadonlyMap<Value, OpenShape>;
}

/**
 * The graph for every length of an axis, from those for two lengths: these must have the same nodes, and differ only in shapes that
 * follow from the shapes of the nodes' inputs, and in how often a constant repeats one number.
 *
 * @param name - The axis.
 * @param one - What one length gave.
 * @param two - What another length gave.
 * @throws {@link CompileError} when they differ in anything else.
 */
export function anyLengthGraph(name: string, one: Sample, two: Sample): AnyLengthGraph {
  const twins = new Map<Value, Value>();
  const pair = (values: readonly Value[], others: readonly Value[]): void => {
    for (const [index, other] of others.entries()) {
      const value = values[index];
      if (value) twins.set(value, other);
    }
  };
  const openAxes = (value: Value, other: Value | undefined): OpenShape =>
    value.shape.map((length, axis) => {
      if (length === other?.shape[axis]) return length;
      return length === one.length && other?.shape[axis] === two.length ? name : undefined;
    });
  const taken = new Set(valuesOf(one.graph).map((value) => value.name));
  const free = (wished: string): string => freeName(wished, taken);
  pair(one.graph.inputs, two.graph.inputs);
  const length = lengthNode(one.graph.inputs, (input) => openAxes(input, twins.get(input)).indexOf(name), free);

  const nodes: Node[] = [];
  /** What stands for a constant of one length that is another with another. */
  const opened = (twinNodes: readonly [Node, Node], position: number): Value | undefined => {
    const shape = openShape(twinNodes, position);
    if (shape) return { ...shape, name: free(shape.name) };
    const [constant, other] = twinNodes.map(({ inputs }) => inputs[position]);
    if (!constant || !other || constant.splat === undefined || constant.splat !== other.splat) return undefined;
    const axes = openAxes(constant, other);
    if (!length?.outputs[0] || constant.shape.length !== other.shape.length || axes.includes(undefined))
      return undefined;
    const open = axes.map((axis) => axis === name);
    const filling = openSplat(constant, { open, length: length.outputs[0], name: free });
    nodes.push(...(nodes.includes(length) ? [] : [length]), ...filling);
    return filling.at(-1)?.outputs[0];
  };
  for (const [index, node] of one.graph.nodes.entries()) {
    const other = two.graph.nodes[index];
    if (!other || !sameOperator(node, other)) throw bound(node, name);
    pair(node.outputs, other.outputs);
    const inputs = node.inputs.map((input, position) => {
      const twin = other.inputs[position];
      if (!input || !twin || twins.get(input) === twin || sameConstant(input, twin)) return input;
      const value = opened([node, other], position);
      if (!value) throw bound(node, name);
      return value;
    });
    nodes.push({ ...node, inputs });
  }
  const ends = [...one.graph.inputs, ...one.graph.outputs];
  return {
    graph: { ...one.graph, nodes },
    shapes: new Map(ends.map((value) => [value, openAxes(value, twins.get(value))])),
  };
}

function bound({ type }: Node, axis: string): CompileError {
  return new CompileError(
    `exportOnnx: the operator ${type} is not the same for every length of the axis ${axis}; give a number in its place.`,
  );
}

/** The node that gives the length: that of the first input that has the axis. */
function lengthNode(
  inputs: readonly Value[],
  axisOf: (input: Value) => number,
  name: (wished: string) => string,
): Node | undefined {
  const input = inputs.find((candidate) => axisOf(candidate) >= 0);
  return input && lengthOf(input, axisOf(input), name('length'));
}

function valuesOf({ inputs, nodes }: Segment): readonly Value[] {
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
  if (a.splat !== undefined || b.splat !== undefined) return Object.is(a.splat, b.splat);
  const others = b.constant;
  return a.constant?.every((number: number | bigint, index) => Object.is(number, others?.[index])) ?? false;
}
