import type { Node, Value } from './value.ts';

/**
 * Groups nodes that share values, directly or through others (union-find). Each component keeps the order of the nodes.
 *
 * @param nodes - The nodes.
 * @param valuesOf - The values of a node that connect it.
 */
export function connectedComponents(
  nodes: readonly Node[],
  valuesOf: (node: Node) => readonly Value[],
): readonly (readonly Node[])[] {
  const first = new Map<Value, Node>();
  const parents = new Map<Node, Node>();
  const rootOf = (node: Node): Node => {
    let root = node;
    for (let next = parents.get(root); next; next = parents.get(root)) root = next;
    if (root !== node) parents.set(node, root);
    return root;
  };
  for (const node of nodes) {
    for (const value of valuesOf(node)) {
      const [root, other] = [rootOf(node), rootOf(first.get(value) ?? node)];
      if (root !== other) parents.set(root, other);
      else first.set(value, node);
    }
  }
  const components = new Map<Node, Node[]>();
  for (const node of nodes) {
    const root = rootOf(node);
    const component = components.get(root);
    if (component) component.push(node);
    else components.set(root, [node]);
  }
  return [...components.values()];
}
