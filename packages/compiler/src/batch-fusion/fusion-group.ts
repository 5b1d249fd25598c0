import type { Node, Value } from '../graph/value.ts';

/** Where alike nodes have one of their inputs from: the same value for all, the parts of a stack in order, or a value each. */
export type Source =
  { readonly common: Value | undefined } | { readonly stack: Group } | { readonly each: readonly Value[] };

/** Nodes that are alike and do not need each other: one node on stacked values can take their place. */
export interface Group {
  /** The nodes, in the order of the stack. */
  readonly nodes: readonly Node[];
  /** Where they have their inputs from. */
  readonly sources: readonly Source[];
}

/** One place in a stack. */
export interface Place {
  /** What gives the stack. */
  readonly group: Group;
  /** Which of its parts. */
  readonly index: number;
}

/** Where each value that a group gives is in its stack. */
export type Places = ReadonlyMap<Value | undefined, Place>;

/**
 * Where what groups give is in their stacks.
 *
 * @param groups - The groups.
 */
export function placesOf(groups: Iterable<Group>): Places {
  const members = [...groups].flatMap((group) =>
    group.nodes.map((node, index) => [outputOf(node), { group, index }] as const),
  );
  return new Map(members);
}

/**
 * The only value that a node of a group gives.
 *
 * @param node - The node.
 */
export function outputOf({ type, outputs: [output] }: Node): Value {
  if (!output) throw new RangeError(`${type} gives nothing`);
  return output;
}
