import type { Graph } from '../graph/graph.ts';
import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, reshape } from '../kernels/shapes.ts';
import type { Group, Places } from './fusion-group.ts';

/** Neighbouring inputs of a node that puts values side by side: the first parts of some stacks, then the second ones, and so on. */
export interface Rows {
  /** The stacks. */
  readonly groups: readonly Group[];
  /** How many inputs of the node come before. */
  readonly start: number;
  /** How many inputs these are. */
  readonly length: number;
}

/**
 * Where a node puts all parts of stacks side by side again: each row is a part of each stack, so the stacks side by side, as
 * they are, have the numbers in the same order.
 *
 * @param node - The node.
 * @param places - The stacks.
 */
export function rowsOf({ type, inputs, attributes }: Node, places: Places): readonly Rows[] {
  if (type !== 'Concat' || sizeOf(inputs[0]?.shape.slice(0, Number(attributes.axis)) ?? []) !== 1) return [];
  const found: Rows[] = [];
  for (let start = 0; start < inputs.length; start += 1) {
    const rows = rowsFrom(start, inputs, places);
    if (!rows) continue;
    found.push(rows);
    start += rows.length - 1;
  }
  return found;
}

function rowsFrom(start: number, inputs: readonly (Value | undefined)[], places: Places): Rows | undefined {
  const groups: Group[] = [];
  for (const input of inputs.slice(start)) {
    const place = places.get(input);
    if (place?.index !== 0) break;
    groups.push(place.group);
  }
  const count = groups[0]?.nodes.length ?? 0;
  const length = count * groups.length;
  const own = inputs.slice(start, start + length);
  const inOrder = own.every((input, at) => {
    const place = places.get(input);
    return place?.group === groups[at % groups.length] && place?.index === Math.floor(at / groups.length);
  });
  const full = own.length === length && groups.every(({ nodes }) => nodes.length === count);
  return count > 0 && full && inOrder ? { groups, start, length } : undefined;
}

/**
 * Stacks side by side, row by row.
 *
 * @param graph - The graph.
 * @param stacks - The stacks, all of as many parts.
 */
export function sideBySide(graph: Graph, stacks: readonly Value[]): Value {
  const rows = stacks.map((stack) => reshape(graph, stack, [stack.shape[0] ?? 1, sizeOf(stack.shape.slice(1))]));
  return concat(graph, rows, 1);
}
