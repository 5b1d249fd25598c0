import type { Node, Value } from './value.ts';

/** What reads each value, each node once. */
export type Readers = ReadonlyMap<Value, readonly Node[]>;

/**
 * Finds what reads each value.
 *
 * @param nodes - The nodes of a graph.
 */
export function readersIn(nodes: readonly Node[]): Readers {
  const readers = new Map<Value, Node[]>();
  for (const node of nodes) {
    for (const input of new Set(node.inputs)) {
      if (!input) continue;
      const known = readers.get(input);
      if (known) known.push(node);
      else readers.set(input, [node]);
    }
  }
  return readers;
}
