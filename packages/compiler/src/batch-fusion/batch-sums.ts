import { type Node, sameShape, type Value } from '../graph/value.ts';
import type { Readers } from '../graph/users.ts';
import { type Group, outputOf, type Places } from './fusion-group.ts';

/** Additions that make up one sum. */
export interface Sum {
  /** What is added up. */
  readonly terms: readonly Value[];
  /** The additions, the last one first. */
  readonly additions: readonly Node[];
}

/** A sum in which all parts of a stack are. */
export interface SumOfStack extends Sum {
  /** The stack. */
  readonly group: Group;
}

/**
 * The sums in a graph, each by its last addition.
 *
 * @param nodes - The nodes of the graph, in order.
 * @param readers - What reads each value.
 */
export function sumsIn(nodes: readonly Node[], readers: Readers): ReadonlyMap<Node, Sum> {
  const sums = new Map<Node, Sum>();
  const within = new Set<Node>();
  for (const node of [...nodes].reverse()) {
    if (!isAddition(node) || within.has(node)) continue;
    const additions = [node];
    const terms: Value[] = [];
    for (const { inputs } of additions) {
      for (const input of inputs.filter((value) => value !== undefined)) {
        const only = readers.get(input)?.length === 1 && inputs[0] !== inputs[1];
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
 * The sums in which all parts of a stack are, as gradients of several tasks by what they share are added up.
 *
 * @param sums - All sums, by their last additions.
 * @param places - The stacks.
 */
export function sumsOfStacks(sums: ReadonlyMap<Node, Sum>, places: Places): ReadonlyMap<Node, SumOfStack> {
  const found = [...sums].flatMap(([node, sum]) => {
    const groups = sum.terms.flatMap((term) => places.get(term)?.group ?? []);
    const group = groups.find((stack) => hasAll(sum.terms, stack));
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

/** Whether each part of a stack is there once. */
function hasAll(terms: readonly Value[], { nodes }: Group): boolean {
  return nodes.every((node) => terms.filter((term) => term === outputOf(node)).length === 1);
}
