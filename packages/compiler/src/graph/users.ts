import type { Node, Value } from './value.ts';

/** The nodes that read each value (its users), each node once. */
export type Users = ReadonlyMap<Value, readonly Node[]>;

/**
 * Finds the users of each value.
 *
 * @param nodes - The nodes of a graph.
 */
export function usersIn(nodes: readonly Node[]): Users {
  const users = new Map<Value, Node[]>();
  for (const node of nodes) {
    for (const input of new Set(node.inputs)) {
      if (!input) continue;
      const own = users.get(input);
      if (own) own.push(node);
      else users.set(input, [node]);
    }
  }
  return users;
}
