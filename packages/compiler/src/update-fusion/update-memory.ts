import type { Value } from '../graph/value.ts';
import type { TracedVariable } from '../trace/variables.ts';
import { sizeOf } from '../host-tensor.ts';
import type { AddressOf } from './update-module.ts';
import type { FusedUpdate } from './find-updates.ts';
import { viewsInBase } from './views-in-base.ts';
import type { LeafPart } from './leaf-parts.ts';

/** Where the values of fused updates are in memory. */
export interface UpdateMemory {
  /** The address of a value. */
  readonly addressOf: AddressOf;
  /** Size of the memory, in pages of 64 KiB. */
  readonly pages: number;
}

/** Bytes of a page of WebAssembly's memory. */
export const pageBytes = 65_536;

/** Bytes of an element. */
const width = Float32Array.BYTES_PER_ELEMENT;
/** Bytes that one load may read beyond the last element of a value. */
const slack = 16;
/** Alignment of values: the length of a cache line. */
const line = 64;

/**
 * The leaves of the fused loops that compute parts of leaves.
 *
 * @param parts - The parts of each leaf.
 */
export function partLeaves(parts: ReadonlyMap<Value, readonly LeafPart[]>): readonly Value[] {
  return [...parts.values()].flat().flatMap(({ update }) => update?.leaves ?? []);
}

/**
 * Gives each value that fused updates read or store an address. A variable's new value has the address of its old one when one
 * fused update reads and stores it (in-place update). The parts of a leaf are contiguous.
 *
 * @param updates - The fused updates.
 * @param variables - The variables of the graph.
 * @param parts - The parts of each leaf.
 */
export function planUpdateMemory(
  updates: readonly FusedUpdate[],
  variables: readonly TracedVariable[],
  parts: ReadonlyMap<Value, readonly LeafPart[]>,
): UpdateMemory {
  const addresses = new Map<Value, number>();
  let bytes = 0;
  const place = (value: Value): void => {
    if (addresses.has(value) || value.scalar !== undefined) return;
    addresses.set(value, bytes);
    bytes += Math.ceil((sizeOf(value.shape) * width + slack) / line) * line;
  };
  for (const { leaves, stores } of updates) {
    leaves.forEach(place);
    for (const { before, after } of variables) {
      const address = before && leaves.includes(before) ? addresses.get(before) : undefined;
      if (after && address !== undefined && stores.includes(after)) addresses.set(after, address);
    }
    stores.forEach(place);
  }
  const views = viewsInBase(partLeaves(parts));
  const placeInBase = (value: Value): void => {
    const view = views.get(value);
    place(view?.source ?? value);
    if (view) addresses.set(value, (addresses.get(view.source) ?? 0) + view.offset * width);
  };
  for (const [leaf, ofLeaf] of parts) {
    for (const { value, offset, update } of ofLeaf) {
      update?.leaves.forEach(placeInBase);
      if (update) addresses.set(value, (addresses.get(leaf) ?? 0) + offset * width);
    }
  }
  return { addressOf: (value) => addresses.get(value) ?? 0, pages: Math.max(1, Math.ceil(bytes / pageBytes)) };
}
