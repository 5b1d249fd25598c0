import { groupsOf } from '../graph/connected-components.ts';
import { readersIn } from '../graph/users.ts';
import { isSingle, type Node, type Value } from '../graph/value.ts';
import type { TracedVariable } from '../trace/variables.ts';
import { isSwept } from './fusable-ops.ts';

/** The end of a graph where variables turn into their next values number by number, as in an optimizer's update. */
export interface Sweep {
  /** The nodes, in an order in which they can be run. All of them give values of one shape. */
  readonly nodes: readonly Node[];
  /** What they take from outside: variables, gradients, single numbers, constants. */
  readonly leaves: readonly Value[];
  /** Those of their values that variables are assigned. */
  readonly targets: readonly Value[];
}

/** What is known of a graph's values. */
export interface Surroundings {
  /** The graph's nodes, in order, those that nothing needs left out. */
  readonly nodes: readonly Node[];
  /** The variables that the graph reads or assigns. */
  readonly variables: readonly TracedVariable[];
  /** The values that are read from outside, for something else than to be a variable's next value. */
  readonly read: ReadonlySet<Value>;
}

/**
 * Finds what one pass over memory can do, instead of one pass for each operator: nodes that work number by number, on values of
 * one shape and single numbers, and that nothing reads but each other and the variables.
 *
 * @param surroundings - The graph.
 */
export function findSweeps({ nodes, variables, read }: Surroundings): readonly Sweep[] {
  const before = new Set(variables.flatMap((variable) => variable.before ?? []));
  const after = new Set(variables.flatMap((variable) => variable.after ?? []));
  const tail = tailOf(nodes, read);
  for (const node of tail) if (gathers(node, { tail, before })) tail.delete(node);
  return groupsOf([...tail], arrays)
    .map((group) => sweepOf(group, after))
    .filter((sweep) => pays(sweep, before));
}

/** The nodes that only the assigned variables need, in order. */
function tailOf(nodes: readonly Node[], read: ReadonlySet<Value>): Set<Node> {
  const readers = readersIn(nodes);
  const tail: Node[] = [];
  const known = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    const [output] = node.outputs;
    if (!output || isSingle(output) || !isSwept(node) || read.has(output)) continue;
    if (!(readers.get(output) ?? []).every((reader) => known.has(reader))) continue;
    known.add(node);
    tail.push(node);
  }
  return new Set(tail.reverse());
}

/** Whether a node makes one value of several that come from the graph: better done there than handed over one by one. */
function gathers(node: Node, { tail, before }: { tail: ReadonlySet<Node>; before: ReadonlySet<Value> }): boolean {
  const foreign = node.inputs.filter(
    (input) => input && !isSingle(input) && !before.has(input) && !(input.node && tail.has(input.node)),
  );
  return new Set(foreign).size > 1;
}

/** The values that nodes of one sweep share. */
function arrays({ inputs, outputs }: Node): readonly Value[] {
  return [...inputs, ...outputs].filter((value) => value !== undefined).filter((value) => !isSingle(value));
}

function sweepOf(nodes: readonly Node[], after: ReadonlySet<Value>): Sweep {
  const own = new Set(nodes.flatMap((node) => node.outputs));
  const leaves = new Set(nodes.flatMap((node) => node.inputs).filter((input) => input !== undefined));
  return {
    nodes,
    leaves: [...leaves].filter((leaf) => !own.has(leaf)),
    targets: [...own].filter((value) => after.has(value)),
  };
}

/** Whether a sweep takes no more from the graph than the graph would have to give without it. */
function pays({ leaves, targets }: Sweep, before: ReadonlySet<Value>): boolean {
  const taken = leaves.filter((leaf) => leaf.splat === undefined && !isSingle(leaf) && !before.has(leaf));
  return targets.length >= taken.length;
}
