import type { Node, Value } from './value.ts';

/**
 * Nodes that share a value are one group; each in the order in which the nodes are given.
 *
 * @param nodes - The nodes.
 * @param valuesOf - The values of a node that count.
 */
export function groupsOf(
  nodes: readonly Node[],
  valuesOf: (node: Node) => readonly Value[],
): readonly (readonly Node[])[] {
  const first = new Map<Value, Node>();
  const above = new Map<Node, Node>();
  const topOf = (node: Node): Node => {
    let top = node;
    for (let next = above.get(top); next; next = above.get(top)) top = next;
    if (top !== node) above.set(node, top);
    return top;
  };
  for (const node of nodes) {
    for (const value of valuesOf(node)) {
      const [top, other] = [topOf(node), topOf(first.get(value) ?? node)];
      if (top !== other) above.set(top, other);
      else first.set(value, node);
    }
  }
  const groups = new Map<Node, Node[]>();
  for (const node of nodes) {
    const top = topOf(node);
    const group = groups.get(top);
    if (group) group.push(node);
    else groups.set(top, [node]);
  }
  return [...groups.values()];
}
