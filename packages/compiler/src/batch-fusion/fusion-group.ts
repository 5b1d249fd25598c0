import type { Node, Value } from '../graph/value.ts';

/** One input of the nodes of a group: a value that all share, the outputs of another group in order, or separate values. */
export type GroupInput =
  { readonly shared: Value | undefined } | { readonly batch: FusionGroup } | { readonly separate: readonly Value[] };

/** Nodes with the same operator and shapes that do not depend on each other: one node on stacked values can replace them. */
export interface FusionGroup {
  /** The nodes, in the order of the batch. */
  readonly nodes: readonly Node[];
  /** Their inputs. */
  readonly inputs: readonly GroupInput[];
}

/** A position in a batch. */
export interface BatchSlot {
  /** The group whose outputs are the batch. */
  readonly group: FusionGroup;
  /** The index along the batch axis. */
  readonly index: number;
}

/** The position of each output of a group in its batch. */
export type BatchSlots = ReadonlyMap<Value | undefined, BatchSlot>;

/**
 * The positions of the outputs of groups in their batches.
 *
 * @param groups - The groups.
 */
export function slotsOf(groups: Iterable<FusionGroup>): BatchSlots {
  const entries = [...groups].flatMap((group) =>
    group.nodes.map((node, index) => [outputOf(node), { group, index }] as const),
  );
  return new Map(entries);
}

/**
 * The only output of a node.
 *
 * @param node - The node.
 */
export function outputOf({ type, outputs: [output] }: Node): Value {
  if (!output) throw new RangeError(`${type} has no output`);
  return output;
}
