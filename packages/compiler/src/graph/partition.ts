import { ahead, type Cut } from './hoist.ts';
import type { HostCall, RecordedGraph } from './graph.ts';
import { lateValues } from './callback-dependents.ts';
import { isConstant, type Node, type Value } from './value.ts';
import { recomputed } from './rematerialize.ts';
import { sourceOf } from './views.ts';

/** A part of a graph that runs without the host. */
export interface Part {
  /** Its nodes, in order. */
  readonly nodes: readonly Node[];
  /** What it takes from outside: inputs of the graph, answers of the host, values of earlier segments, and views of these. */
  readonly inputs: readonly Value[];
  /** What is read of it later. */
  readonly outputs: readonly Value[];
}

/** A part of a graph, without nodes when the call that follows needs nothing computed, and the call to the host after it. */
export interface Segment extends Part {
  /** The call to the host after it; the last segment has none. */
  readonly hostCall?: HostCall;
}

/**
 * Cuts a graph at its calls to the host. Each part holds what its call needs and no part holds already; nodes that
 * nothing needs are in none.
 *
 * @param graph - The recorded graph.
 * @param wanted - What is read of the graph at the end.
 * @param soon - What is read at the end too, but computed before the last call where that is possible.
 */
export function segments(
  graph: RecordedGraph,
  wanted: readonly Value[],
  soon: readonly Value[] = [],
): readonly Segment[] {
  const late = lateValues(graph);
  const early = soon.map(sourceOf).filter((value) => !late.has(value));
  const done = new Set<Node>();
  const parts: { nodes: readonly Node[]; hostCall?: HostCall }[] = [];
  for (const [index, hostCall] of graph.hostCalls.entries()) {
    const isLast = index === graph.hostCalls.length - 1;
    const needed = [...hostCall.inputs, ...(isLast ? early : [])];
    const besides = isLast ? aheadOf(graph, { needed, wanted: [...wanted, ...soon], done, late }) : [];
    parts.push({ nodes: take(graph, [...needed, ...besides], done), hostCall });
  }
  parts.push({ nodes: take(graph, [...wanted, ...soon], done) });

  const readLater = new Set([...wanted, ...soon].map(sourceOf));
  const result: Segment[] = [];
  for (const { nodes, hostCall } of parts.reverse()) {
    for (const value of hostCall?.inputs ?? []) readLater.add(sourceOf(value));
    const own = new Set(nodes.flatMap((node) => node.outputs));
    const outputs = [...own].filter((value) => readLater.has(value));
    const inputs = new Set<Value>();
    for (const input of nodes.flatMap((node) => node.inputs)) {
      if (input && !own.has(input) && !isConstant(input)) inputs.add(input);
    }
    for (const input of inputs) readLater.add(sourceOf(input));
    result.push({ nodes, inputs: [...inputs], outputs, ...(hostCall ? { hostCall } : {}) });
  }
  return result.reverse();
}

/** What the last call's part computes for the one after it. */
function aheadOf(
  graph: RecordedGraph,
  around: Pick<Cut, 'late' | 'wanted'> & { readonly needed: readonly Value[]; readonly done: ReadonlySet<Node> },
): readonly Value[] {
  const { needed, wanted, done, late } = around;
  const before = new Set([...done, ...nodesFor(needed, done)]);
  const own = nodesFor(wanted, before);
  const after = graph.nodes.filter((node) => own.has(node));
  return ahead({ before, after, again: againFor(graph, own, before), late, wanted });
}

/** The nodes that these values need and that are not done yet, in the order of the graph. */
function take(graph: RecordedGraph, values: readonly Value[], done: Set<Node>): Node[] {
  const needed = nodesFor(values, done);
  const handedOver = [...needed].flatMap(({ inputs }) => inputs.filter((input) => input !== undefined));
  const again = againFor(graph, needed, done);
  const views = handedOver.flatMap((value) => (isOf(again, sourceOf(value)) ? viewNodes(value) : []));
  for (const node of needed) done.add(node);
  const own = new Set([...needed, ...again, ...views]);
  return graph.nodes.filter((node) => own.has(node));
}

/** The nodes of earlier parts that a part runs again. */
function againFor(graph: RecordedGraph, own: ReadonlySet<Node>, done: ReadonlySet<Node>): ReadonlySet<Node> {
  const sources = [...own].flatMap(({ inputs }) => inputs.flatMap((input) => (input ? sourceOf(input) : [])));
  return recomputed(graph.nodes, new Set(sources.filter(({ node }) => node && done.has(node))), done);
}

/** The nodes that these values need and that are not done yet. */
function nodesFor(values: readonly Value[], done: ReadonlySet<Node>): ReadonlySet<Node> {
  const needed = new Set<Node>();
  const open: (Value | undefined)[] = values.map(sourceOf);
  while (open.length > 0) {
    const value = open.pop();
    const node = value?.node;
    if (!node || needed.has(node) || done.has(node) || isAtHand(value, done)) continue;
    needed.add(node);
    open.push(...node.inputs);
  }
  return needed;
}

/** The nodes that make a view of its source. */
function viewNodes(value: Value): readonly Node[] {
  const whole = value.node?.inputs[0];
  return value.node && whole && sourceOf(value) !== value ? [value.node, ...viewNodes(whole)] : [];
}

function isOf(nodes: ReadonlySet<Node>, { node }: Value): boolean {
  return node !== undefined && nodes.has(node);
}

/** Whether a value's numbers are there without computing anything: a stretch of an input's, or of an earlier part's. */
function isAtHand(value: Value, done: ReadonlySet<Node>): boolean {
  const source = sourceOf(value);
  return source.node ? done.has(source.node) : !isConstant(source);
}
