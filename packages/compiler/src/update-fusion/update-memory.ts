import type { Value } from '../graph/value.ts';
import type { TracedVariable } from '../trace/variables.ts';
import { sizeOf } from '../host-tensor.ts';
import type { AddressOf } from './update-module.ts';
import type { Sweep } from './find-updates.ts';
import { homesOf } from './views-in-base.ts';
import type { Piece } from './leaf-parts.ts';

/** Where the numbers of sweeps lie in memory. */
export interface Layout {
  /** Where a value's numbers lie. */
  readonly addressOf: AddressOf;
  /** How much memory they take, in units of 64 KiB. */
  readonly pages: number;
}

/** The unit of a memory of WebAssembly. */
export const pageBytes = 65_536;

/** Bytes of a number. */
const width = Float32Array.BYTES_PER_ELEMENT;
/** Bytes that one instruction reads, so that it may go beyond the last number of a value. */
const slack = 16;
/** Values begin at multiples of this: lines of a processor's cache. */
const line = 64;

/**
 * The values that the sweeps read which make pieces.
 *
 * @param pieces - What fills the leaves.
 */
export function leavesBefore(pieces: ReadonlyMap<Value, readonly Piece[]>): readonly Value[] {
  return [...pieces.values()].flat().flatMap(({ sweep }) => sweep?.leaves ?? []);
}

/**
 * Gives each value that sweeps read or make a place; what a variable becomes has the place of what it was, when one sweep
 * does both, and pieces lie side by side.
 *
 * @param sweeps - The sweeps.
 * @param variables - The variables that they work on, among others.
 * @param pieces - What fills the leaves.
 */
export function layOut(
  sweeps: readonly Sweep[],
  variables: readonly TracedVariable[],
  pieces: ReadonlyMap<Value, readonly Piece[]>,
): Layout {
  const addresses = new Map<Value, number>();
  let bytes = 0;
  const place = (value: Value): void => {
    if (addresses.has(value) || value.splat !== undefined) return;
    addresses.set(value, bytes);
    bytes += Math.ceil((sizeOf(value.shape) * width + slack) / line) * line;
  };
  for (const { leaves, targets } of sweeps) {
    leaves.forEach(place);
    for (const { before, after } of variables) {
      const address = before && leaves.includes(before) ? addresses.get(before) : undefined;
      if (after && address !== undefined && targets.includes(after)) addresses.set(after, address);
    }
    targets.forEach(place);
  }
  const homes = homesOf(leavesBefore(pieces));
  const placeAtHome = (value: Value): void => {
    const home = homes.get(value);
    place(home?.source ?? value);
    if (home) addresses.set(value, (addresses.get(home.source) ?? 0) + home.offset * width);
  };
  for (const [leaf, parts] of pieces) {
    for (const { value, offset, sweep } of parts) {
      sweep?.leaves.forEach(placeAtHome);
      if (sweep) addresses.set(value, (addresses.get(leaf) ?? 0) + offset * width);
    }
  }
  return { addressOf: (value) => addresses.get(value) ?? 0, pages: Math.max(1, Math.ceil(bytes / pageBytes)) };
}
