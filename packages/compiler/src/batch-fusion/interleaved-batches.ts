import type { Graph } from '../graph/graph.ts';
import type { Node, Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { concat, reshape } from '../kernels/shapes.ts';
import type { FusionGroup, BatchSlots } from './fusion-group.ts';

/** Consecutive inputs of a concatenation: the first outputs of some batches, then their second outputs, and so on. */
export interface InterleavedBatches {
  /** The groups whose outputs the batches are. */
  readonly groups: readonly FusionGroup[];
  /** The first of the inputs. */
  readonly start: number;
  /** How many inputs they are. */
  readonly length: number;
}

/**
 * The stretches of a concatenation that are whole batches again. Each row is an output of each batch, so the batches concatenated
 * along their columns have the elements in the same order.
 *
 * @param node - The concatenation.
 * @param slots - The positions of values in batches.
 */
export function interleavedBatches(
  { type, inputs, attributes }: Node,
  slots: BatchSlots,
): readonly InterleavedBatches[] {
  if (type !== 'Concat' || sizeOf(inputs[0]?.shape.slice(0, Number(attributes.axis)) ?? []) !== 1) return [];
  const found: InterleavedBatches[] = [];
  for (let start = 0; start < inputs.length; start += 1) {
    const rows = interleavedFrom(start, inputs, slots);
    if (!rows) continue;
    found.push(rows);
    start += rows.length - 1;
  }
  return found;
}

function interleavedFrom(
  start: number,
  inputs: readonly (Value | undefined)[],
  slots: BatchSlots,
): InterleavedBatches | undefined {
  const groups: FusionGroup[] = [];
  for (const input of inputs.slice(start)) {
    const slot = slots.get(input);
    if (slot?.index !== 0) break;
    groups.push(slot.group);
  }
  const count = groups[0]?.nodes.length ?? 0;
  const length = count * groups.length;
  const own = inputs.slice(start, start + length);
  const inOrder = own.every((input, at) => {
    const slot = slots.get(input);
    return slot?.group === groups[at % groups.length] && slot?.index === Math.floor(at / groups.length);
  });
  const full = own.length === length && groups.every(({ nodes }) => nodes.length === count);
  return count > 0 && full && inOrder ? { groups, start, length } : undefined;
}

/**
 * Batches as matrices of one row an output, concatenated along their columns.
 *
 * @param graph - The graph.
 * @param batches - The batches, all of one size.
 */
export function concatColumns(graph: Graph, batches: readonly Value[]): Value {
  const rows = batches.map((batch) => reshape(graph, batch, [batch.shape[0] ?? 1, sizeOf(batch.shape.slice(1))]));
  return concat(graph, rows, 1);
}
