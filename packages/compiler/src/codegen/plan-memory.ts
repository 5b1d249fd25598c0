import type { Value } from '../graph/value.ts';
import { sizeOf } from '../host-tensor.ts';
import { widthOf } from './wasm/load-store.ts';

/** The live range of a value, in kernel launches. */
export interface LiveRange {
  /** The value. */
  readonly value: Value;
  /** The launch that makes it; before all of them −1. */
  readonly def: number;
  /** The last launch that reads it; when it is read after all of them, their number. */
  readonly lastUse: number;
}

/** The address of each value. */
export interface MemoryPlan {
  /** Bytes from the beginning of the memory. */
  readonly addresses: ReadonlyMap<Value, number>;
  /** How many bytes there are. */
  readonly bytes: number;
}

/** Places begin at multiples of this: lines of a processor's cache. */
const alignment = 64;
/** Bytes that instructions may read beyond the end of a value. */
const slack = 32;

/**
 * How many bytes a value takes in memory.
 *
 * @param value - The value.
 */
export function bytesFor({ shape, dtype }: Pick<Value, 'shape' | 'dtype'>): number {
  return Math.ceil((sizeOf(shape) * widthOf(dtype) + slack) / alignment) * alignment;
}

/**
 * Gives each value a place in memory. A place is used again when its value is not needed any more: the first that is large enough
 * for the next value, which is the largest of those that are left.
 *
 * @param lives - The values.
 */
export function planMemory(lives: readonly LiveRange[]): MemoryPlan {
  const addresses = new Map<Value, number>();
  const placed: (LiveRange & { begin: number; end: number })[] = [];
  let bytes = 0;
  const sized = lives.map((life) => ({ ...life, size: bytesFor(life.value) }));
  for (const { size, ...life } of sized.sort((a, b) => b.size - a.size)) {
    let begin = 0;
    for (const other of placed) {
      if (other.def > life.lastUse || life.def > other.lastUse) continue;
      if (other.begin - begin >= size) break;
      begin = Math.max(begin, other.end);
    }
    const next = placed.findIndex((other) => other.begin > begin);
    placed.splice(next < 0 ? placed.length : next, 0, { ...life, begin, end: begin + size });
    addresses.set(life.value, begin);
    bytes = Math.max(bytes, begin + size);
  }
  return { addresses, bytes };
}
