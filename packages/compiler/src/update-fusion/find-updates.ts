import { connectedComponents } from '../graph/connected-components.ts';
import { usersIn } from '../graph/users.ts';
import { hasOneElement, type Node, type Value } from '../graph/value.ts';
import type { TracedVariable } from '../trace/variables.ts';
import { isFusable } from './fusable-ops.ts';

/** The elementwise end of a graph that computes the next values of variables, such as an optimizer's update; it becomes one loop. */
export interface FusedUpdate {
  /** The nodes, in topological order. All outputs have one shape. */
  readonly nodes: readonly Node[];
  /** The values they read from outside: variables, gradients, scalars, constants. */
  readonly leaves: readonly Value[];
  /** Their outputs that are assigned to variables. */
  readonly stores: readonly Value[];
}

/** The graph in which fused updates are looked for. */
export interface UpdateContext {
  /** The live nodes of the graph, in topological order. */
  readonly nodes: readonly Node[];
  /** The variables that the graph reads or assigns. */
  readonly variables: readonly TracedVariable[];
  /** The values that are read for something else than to be assigned to a variable. */
  readonly read: ReadonlySet<Value>;
}

/**
 * Finds the nodes that one fused loop can compute instead of a loop for each operator: elementwise nodes on values of one shape and
 * scalars, whose only users are each other and the variables.
 *
 * @param context - The graph.
 */
export function findFusedUpdates({ nodes, variables, read }: UpdateContext): readonly FusedUpdate[] {
  const before = new Set(variables.flatMap((variable) => variable.before ?? []));
  const after = new Set(variables.flatMap((variable) => variable.after ?? []));
  const tail = updateTail(nodes, read);
  for (const node of tail) if (mergesExternal(node, { tail, before })) tail.delete(node);
  return connectedComponents([...tail], arrayValues)
    .map((group) => fusedUpdate(group, after))
    .filter((update) => isProfitable(update, before));
}

/** The nodes that only the assigned variables depend on, in topological order. */
function updateTail(nodes: readonly Node[], read: ReadonlySet<Value>): Set<Node> {
  const users = usersIn(nodes);
  const tail: Node[] = [];
  const known = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    const [output] = node.outputs;
    if (!output || hasOneElement(output) || !isFusable(node) || read.has(output)) continue;
    if (!(users.get(output) ?? []).every((user) => known.has(user))) continue;
    known.add(node);
    tail.push(node);
  }
  return new Set(tail.reverse());
}

/** Whether a node reads several values of the graph: computed in the graph, only its one output is transferred. */
function mergesExternal(
  node: Node,
  { tail, before }: { tail: ReadonlySet<Node>; before: ReadonlySet<Value> },
): boolean {
  const external = node.inputs.filter(
    (input) => input && !hasOneElement(input) && !before.has(input) && !(input.node && tail.has(input.node)),
  );
  return new Set(external).size > 1;
}

/** The values that connect the nodes of one fused update. */
function arrayValues({ inputs, outputs }: Node): readonly Value[] {
  return [...inputs, ...outputs].filter((value) => value !== undefined).filter((value) => !hasOneElement(value));
}

function fusedUpdate(nodes: readonly Node[], after: ReadonlySet<Value>): FusedUpdate {
  const own = new Set(nodes.flatMap((node) => node.outputs));
  const leaves = new Set(nodes.flatMap((node) => node.inputs).filter((input) => input !== undefined));
  return {
    nodes,
    leaves: [...leaves].filter((leaf) => !own.has(leaf)),
    stores: [...own].filter((value) => after.has(value)),
  };
}

/** Whether a fused update reads no more values of the graph than it stores. */
function isProfitable({ leaves, stores }: FusedUpdate, before: ReadonlySet<Value>): boolean {
  const external = leaves.filter((leaf) => leaf.scalar === undefined && !hasOneElement(leaf) && !before.has(leaf));
  return stores.length >= external.length;
}
