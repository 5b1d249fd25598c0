import { type Node, sameShape, type Value } from '../graph/value.ts';
import type { Users } from '../graph/users.ts';
import { type FusionGroup, outputOf, type BatchSlots } from './fusion-group.ts';

/** A tree of additions. */
export interface Sum {
  /** Its terms. */
  readonly terms: readonly Value[];
  /** Its additions, the last one first. */
  readonly additions: readonly Node[];
}

/** A sum whose terms include all outputs of a group. */
export interface BatchSum extends Sum {
  /** The group. */
  readonly group: FusionGroup;
}

/**
 * The sums of a graph, by their last addition.
 *
 * @param nodes - The nodes of the graph, in order.
 * @param users - The users of each value.
 */
export function sumsIn(nodes: readonly Node[], users: Users): ReadonlyMap<Node, Sum> {
  const sums = new Map<Node, Sum>();
  const within = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    if (!isAddition(node) || within.has(node)) continue;
    const additions = [node];
    const terms: Value[] = [];
    for (const { inputs } of additions) {
      for (const input of inputs.filter((value) => value !== undefined)) {
        const only = users.get(input)?.length === 1 && inputs[0] !== inputs[1];
        if (only && input.node && isAddition(input.node)) additions.push(input.node);
        else terms.push(input);
      }
    }
    for (const addition of additions) within.add(addition);
    sums.set(node, { terms, additions });
  }
  return sums;
}

/**
 * The sums over whole batches: the gradients of several tasks by shared parameters are added up in such sums.
 *
 * @param sums - All sums, by their last addition.
 * @param slots - The positions of values in batches.
 */
export function batchSums(sums: ReadonlyMap<Node, Sum>, slots: BatchSlots): ReadonlyMap<Node, BatchSum> {
  const found = [...sums].flatMap(([node, sum]) => {
    const groups = sum.terms.flatMap((term) => slots.get(term)?.group ?? []);
    const group = groups.find((candidate) => hasAll(sum.terms, candidate));
    return group ? [[node, { ...sum, group }] as const] : [];
  });
  return new Map(found);
}

function isAddition(node: Node): boolean {
  const { shape, dtype } = outputOf(node);
  return (
    node.type === 'Add' && dtype === 'float32' && node.inputs.every((input) => sameShape(input?.shape ?? [], shape))
  );
}

/** Whether each output of a group is a term exactly once. */
function hasAll(terms: readonly Value[], { nodes }: FusionGroup): boolean {
  return nodes.every((node) => terms.filter((term) => term === outputOf(node)).length === 1);
}
