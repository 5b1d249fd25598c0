import { callbackDependents } from './callback-dependents.ts';
import type { HostCallback, RecordedGraph } from './graph.ts';
import { type GraphCut, hoistedValues } from './hoist.ts';
import { rematerialized } from './rematerialize.ts';
import { isConstant, type Node, type Value } from './value.ts';
import { sourceOf } from './views.ts';

/** A part of a graph that runs without calling the host. */
export interface Subgraph {
  /** Its nodes, in topological order. */
  readonly nodes: readonly Node[];
  /** The values it reads: inputs of the graph, results of host callbacks, outputs of earlier partitions, and views of these. */
  readonly inputs: readonly Value[];
  /** The values of it that are read later. */
  readonly outputs: readonly Value[];
}

/** A subgraph and the host callback after it. Without nodes when the callback needs nothing computed. */
export interface Partition extends Subgraph {
  /** The callback that runs after the subgraph; the last partition has none. */
  readonly hostCallback?: HostCallback;
}

/**
 * Graph partitioning: cuts a graph at its host callbacks. Each partition holds the nodes that its callback needs and that no
 * earlier partition holds. Dead nodes are in none.
 *
 * @param graph - The recorded graph.
 * @param wanted - The values that are read after the last partition.
 * @param preferEarly - Further values that are read after the last partition, but computed before the last callback where they do
 *   not depend on it.
 */
export function partitionGraph(
  graph: RecordedGraph,
  wanted: readonly Value[],
  preferEarly: readonly Value[] = [],
): readonly Partition[] {
  const outputs = [...wanted, ...preferEarly];
  const dependents = callbackDependents(graph);
  const early = preferEarly.map(sourceOf).filter((value) => !dependents.has(value));
  const done = new Set<Node>();
  const parts: { nodes: readonly Node[]; hostCallback?: HostCallback }[] = [];
  for (const [index, hostCallback] of graph.hostCallbacks.entries()) {
    const isLast = index === graph.hostCallbacks.length - 1;
    // A callback that needs nothing computed gets no partition before it for the sake of early values alone.
    const needed = [...hostCallback.inputs, ...(isLast && nodesFor(hostCallback.inputs, done).size > 0 ? early : [])];
    const hoisted = isLast ? hoistedFor(graph, { needed, outputs, done, dependents }) : [];
    parts.push({ nodes: take(graph, [...needed, ...hoisted], done), hostCallback });
  }
  parts.push({ nodes: take(graph, outputs, done) });

  const readLater = new Set(outputs.map(sourceOf));
  const partitions: Partition[] = [];
  for (const { nodes, hostCallback } of parts.reverse()) {
    for (const value of hostCallback?.inputs ?? []) readLater.add(sourceOf(value));
    const own = new Set(nodes.flatMap((node) => node.outputs));
    const liveOut = [...own].filter((value) => readLater.has(value));
    const liveIn = new Set<Value>();
    for (const input of nodes.flatMap((node) => node.inputs)) {
      if (input && !own.has(input) && !isConstant(input)) liveIn.add(input);
    }
    for (const input of liveIn) readLater.add(sourceOf(input));
    const subgraph = { nodes, inputs: [...liveIn], outputs: liveOut };
    partitions.push(hostCallback ? { ...subgraph, hostCallback } : subgraph);
  }
  return partitions.reverse();
}

/** The values that the partition before the last callback computes for the one after it. */
function hoistedFor(
  graph: RecordedGraph,
  context: Pick<GraphCut, 'dependents' | 'outputs'> & {
    readonly needed: readonly Value[];
    readonly done: ReadonlySet<Node>;
  },
): readonly Value[] {
  const { needed, outputs, done, dependents } = context;
  const before = new Set([...done, ...nodesFor(needed, done)]);
  const own = nodesFor(outputs, before);
  const after = graph.nodes.filter((node) => own.has(node));
  return hoistedValues({ before, after, recomputed: recomputedFor(graph, own, before), dependents, outputs });
}

/** The nodes that compute these values and are not done yet, in the order of the graph; marks them as done. */
function take(graph: RecordedGraph, values: readonly Value[], done: Set<Node>): Node[] {
  const needed = nodesFor(values, done);
  const read = [...needed].flatMap(({ inputs }) => inputs.filter((input) => input !== undefined));
  const recomputed = recomputedFor(graph, needed, done);
  const views = read.flatMap((value) => (isOf(recomputed, sourceOf(value)) ? viewNodes(value) : []));
  for (const node of needed) done.add(node);
  const own = new Set([...needed, ...recomputed, ...views]);
  return graph.nodes.filter((node) => own.has(node));
}

/** The nodes of earlier partitions that a partition computes again. */
function recomputedFor(graph: RecordedGraph, own: ReadonlySet<Node>, done: ReadonlySet<Node>): ReadonlySet<Node> {
  const sources = [...own].flatMap(({ inputs }) => inputs.flatMap((input) => (input ? sourceOf(input) : [])));
  return rematerialized(graph.nodes, new Set(sources.filter(({ node }) => node && done.has(node))), done);
}

/** The nodes that these values depend on and that are not done yet. */
function nodesFor(values: readonly Value[], done: ReadonlySet<Node>): ReadonlySet<Node> {
  const needed = new Set<Node>();
  const open: (Value | undefined)[] = values.map(sourceOf);
  while (open.length > 0) {
    const value = open.pop();
    const node = value?.node;
    if (!node || needed.has(node) || done.has(node) || isAvailable(value, done)) continue;
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

/** Whether a value needs no computation: it is a view of an input or of an earlier partition's output. */
function isAvailable(value: Value, done: ReadonlySet<Node>): boolean {
  const source = sourceOf(value);
  return source.node ? done.has(source.node) : !isConstant(source);
}
