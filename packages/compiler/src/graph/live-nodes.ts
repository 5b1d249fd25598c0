import type { RecordedGraph } from './graph.ts';
import type { Node, Value } from './value.ts';

/**
 * Dead-code elimination: the nodes that the outputs or host callbacks of a graph depend on, in topological order.
 *
 * @param graph - The graph.
 * @param outputs - The outputs.
 */
export function liveNodes({ nodes, hostCallbacks }: RecordedGraph, outputs: readonly Value[]): readonly Node[] {
  const live = new Set<Node>();
  const open: (Value | undefined)[] = [...outputs, ...hostCallbacks.flatMap(({ inputs }) => inputs)];
  while (open.length > 0) {
    const node = open.pop()?.node;
    if (!node || live.has(node)) continue;
    live.add(node);
    open.push(...node.inputs);
  }
  return nodes.filter((node) => live.has(node));
}
