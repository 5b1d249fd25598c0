import type { RecordedGraph } from './graph.ts';
import type { Node, Value } from './value.ts';

/**
 * The nodes of a graph that some values or its calls to the host need, in order.
 *
 * @param graph - The graph.
 * @param wanted - The values.
 */
export function neededNodes({ nodes, hostCalls }: RecordedGraph, wanted: readonly Value[]): readonly Node[] {
  const needed = new Set<Node>();
  const open: (Value | undefined)[] = [...wanted, ...hostCalls.flatMap(({ inputs }) => inputs)];
  while (open.length > 0) {
    const node = open.pop()?.node;
    if (!node || needed.has(node)) continue;
    needed.add(node);
    open.push(...node.inputs);
  }
  return nodes.filter((node) => needed.has(node));
}
